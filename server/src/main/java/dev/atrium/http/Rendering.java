// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.work.AnswerMemory;
import io.helidon.http.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What is rendered for an answer: a value as JSON, or a page. What is small is kept as bytes. Of
 * what is large only the length and the digest are kept, so that it is never in memory as a whole.
 */
final class Rendering extends OutputStream {
  /** The most bytes that are kept. */
  static final int MOST = 256 * 1024;

  /** A usual answer has a few thousand bytes. */
  private static final int USUAL = 8 * 1024;

  private ByteArrayOutputStream kept = new ByteArrayOutputStream(USUAL);

  /** Null while everything is kept. */
  private @Nullable MessageDigest digest;

  private long length;

  private Rendering() {}

  /** Renders a value as JSON. */
  static Body of(Object value, boolean tagged) {
    return of(Response.JSON, out -> Json.write(value, out), tagged);
  }

  /** Renders what a writer writes; it is called once more if that is large. */
  static Body of(String contentType, Body.Writer writer, boolean tagged) {
    Rendering all = new Rendering();
    try {
      writer.write(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.body(contentType, writer, tagged);
  }

  private Body body(String contentType, Body.Writer writer, boolean tagged) {
    AnswerMemory.countWhole(length);
    if (digest == null) {
      byte[] bytes = kept.toByteArray();
      return tagged ? Body.Bytes.of(bytes, contentType) : new Body.Bytes(bytes, contentType, null);
    }
    Header etag = tagged ? ETags.weak(digest.digest()) : null;
    return new Body.Stream(contentType, length, etag, (out, from, count) -> writer.write(out));
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    length += count;
    if (digest == null && length > MOST) {
      digest = Sha256.begin();
      digest.update(kept.toByteArray());
      kept = new ByteArrayOutputStream(0);
    }
    if (digest == null) {
      kept.write(bytes, offset, count);
    } else {
      digest.update(bytes, offset, count);
    }
  }
}
