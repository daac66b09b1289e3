// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The body of an answer: bytes in memory, a stream, or events. */
public sealed interface Body {
  /** The length of a body that is not known before it is written. */
  long UNKNOWN = -1;

  /** Returns the media type, with its charset where it has one. */
  String contentType();

  /** Returns the entity tag; null for a body that is not to be revalidated. */
  default @Nullable Header etag() {
    return null;
  }

  /**
   * Bytes in memory, which may be sent any number of times.
   *
   * @param etag null for bytes that are not to be revalidated
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed after it is made.
  record Bytes(byte[] bytes, String contentType, @Nullable Header etag) implements Body {
    /** Renders a value as JSON, with a weak entity tag of its content. */
    public static Bytes json(Object value) {
      return of(Json.write(value), Response.JSON);
    }

    /** Takes bytes, with a weak entity tag of their content. */
    public static Bytes of(byte[] bytes, String contentType) {
      return new Bytes(bytes, contentType, hash(bytes));
    }

    private static Header hash(byte[] bytes) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HeaderValues.createCached(
            HeaderNames.ETAG, "W/\"" + HexFormat.of().formatHex(digest) + "\"");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * A body that is written while it is sent, so that its size takes no memory.
   *
   * @param length in bytes, or {@link #UNKNOWN}: then the answer is sent in chunks
   * @param etag null for a stream that is not to be revalidated
   * @param source called once, when the headers are settled; not at all for HEAD and 304
   */
  record Stream(String contentType, long length, @Nullable Header etag, Source source)
      implements Body {
    /** Streams what is produced as it is written, of a length that is not known. */
    public static Stream of(String contentType, Writer writer) {
      return new Stream(contentType, UNKNOWN, null, (out, from, count) -> writer.write(out));
    }

    /**
     * Streams JSON as it is made.
     *
     * @param version names the content, as far as it may differ; without spaces or quotes
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
     * Streams content of a known length, parts of which may be asked for by a Range header.
     *
     * @param version names the content: the same name always stands for the same bytes
     */
    public static Stream of(String contentType, long length, String version, Source source) {
      Header etag = HeaderValues.createCached(HeaderNames.ETAG, '"' + version + '"');
      return new Stream(contentType, length, etag, source);
    }

    /** Whether a part of it can be answered. */
    boolean hasRanges() {
      return length >= 0 && etag != null;
    }

    /** Returns a part of it, which is not empty. */
    Stream part(ByteRange range) {
      return new Stream(
          contentType,
          range.count(),
          etag,
          (out, from, count) -> source.write(out, range.from(), range.count()));
    }
  }

  /**
   * Server-sent events, each of which leaves at once. The work runs on the request's thread and
   * ends the answer when it returns.
   */
  record Events(Work work) implements Body {
    @Override
    public String contentType() {
      return "text/event-stream";
    }

    /** Sends events until it is done. */
    @FunctionalInterface
    public interface Work {
      void run(EventSink sink) throws IOException;
    }
  }

  /** Writes a body, or the part of it that was asked for. */
  @FunctionalInterface
  interface Source {
    /**
     * @param from the first byte that is wanted; 0 where the length is unknown
     * @param count how many bytes are wanted; {@link Body#UNKNOWN} where the length is unknown
     */
    void write(OutputStream out, long from, long count) throws IOException;
  }

  /** Writes a JSON value. */
  @FunctionalInterface
  interface JsonWriter {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes a whole body. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out) throws IOException;
  }
}
