// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.atrium.work.Full;
import dev.atrium.work.Pieces;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The body of an answer: bytes in memory, a stream, or events. */
public sealed interface Body {
  /** The length of a body whose length is not known before it is written. */
  long UNKNOWN = -1;

  /** Returns the media type, with its charset if it has one. */
  String contentType();

  /** Returns the entity tag, or null if the body cannot be revalidated. */
  default @Nullable Header etag() {
    return null;
  }

  /**
   * Renders a value as JSON, with a weak entity tag of its content. A large one is rendered once
   * more while it is sent, so the value must not change.
   *
   * @throws Full if a read has no room for it
   */
  static Body json(Object value) {
    return Rendering.of(value, true);
  }

  /**
   * Renders a text in UTF-8, with a weak entity tag of its content. A large one is written once
   * more while it is sent, so the writer must write the same again.
   *
   * @throws Full if a read has no room for it
   */
  static Body rendered(String contentType, Writer writer) {
    return Rendering.of(contentType, out -> writer.write(new Pieces.Out(out)), true);
  }

  /** As {@link #json}, without an entity tag. */
  static Body untaggedJson(Object value) {
    return Rendering.of(value, false);
  }

  /**
   * Bytes in memory, which may be sent any number of times.
   *
   * @param etag null for bytes that cannot be revalidated
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed once made.
  record Bytes(byte[] bytes, String contentType, @Nullable Header etag) implements Body {
    /** Wraps bytes, with a weak entity tag of their content. */
    public static Bytes of(byte[] bytes, String contentType) {
      return new Bytes(bytes, contentType, ETags.weak(Sha256.begin().digest(bytes)));
    }
  }

  /**
   * A body that is written while it is sent, so that it is never in memory as a whole.
   *
   * @param length the length in bytes; {@link #UNKNOWN} sends the answer in chunks
   * @param etag null for a stream that cannot be revalidated
   * @param source the writer, called once after the headers are set; not called for HEAD and 304
   */
  record Stream(String contentType, long length, @Nullable Header etag, Source source)
      implements Body {
    /** Streams what a writer produces, of unknown length. */
    public static Stream of(String contentType, Writer writer) {
      return new Stream(contentType, UNKNOWN, null, (out, from, count) -> writer.write(out));
    }

    /**
     * Streams JSON while it is produced.
     *
     * @param version a text that changes whenever the content may; without spaces or quotes
     */
    public static Stream json(String version, JsonWriter writer) {
      Header etag = HeaderValues.createCached(HeaderNames.ETAG, "W/\"" + version + '"');
      return new Stream(
          Response.JSON,
          UNKNOWN,
          etag,
          (out, from, count) -> {
            JsonGenerator json = Json.mapper().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            writer.write(json);
            json.flush();
          });
    }

    /**
     * Streams content of known length, of which a Range header may request a part.
     *
     * @param version an identifier of the content: the same one always stands for the same bytes
     */
    public static Stream of(String contentType, long length, String version, Source source) {
      Header etag = HeaderValues.createCached(HeaderNames.ETAG, '"' + version + '"');
      return new Stream(contentType, length, etag, source);
    }

    /** Tells whether a part of the body can be answered. */
    boolean hasRanges() {
      return length >= 0 && etag != null && !etag.get().startsWith("W/");
    }

    /**
     * Returns a part of the body.
     *
     * @param range a range that is not empty
     */
    Stream part(ByteRange range) {
      return new Stream(
          contentType,
          range.count(),
          etag,
          (out, from, count) -> source.write(out, range.from(), range.count()));
    }
  }

  /**
   * Server-sent events, each of which is flushed at once. The work runs on the request's thread and
   * ends the answer when it returns.
   */
  record Events(Work work) implements Body {
    @Override
    public String contentType() {
      return "text/event-stream";
    }

    /** The work that sends events until it is done. */
    @FunctionalInterface
    public interface Work {
      void run(EventSink sink) throws IOException;
    }
  }

  /** A writer of a body, or of the part that was requested. */
  @FunctionalInterface
  interface Source {
    /**
     * Writes the requested bytes.
     *
     * @param from the first byte that is wanted; 0 if the length is unknown
     * @param count the number of bytes that are wanted; {@link Body#UNKNOWN} if the length is
     *     unknown
     */
    void write(OutputStream out, long from, long count) throws IOException;
  }

  /** A writer of a JSON value. */
  @FunctionalInterface
  interface JsonWriter {
    void write(JsonGenerator json) throws IOException;
  }

  /** A writer of a whole body. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out) throws IOException;
  }
}
