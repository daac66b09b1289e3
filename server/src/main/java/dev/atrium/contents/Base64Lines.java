// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * A JSON text that is written while its bytes come, in Base64 and in lines of 60 characters as on
 * GitHub. So a large file is never in memory as a whole.
 */
final class Base64Lines extends OutputStream {
  /** The bytes of one line. */
  private static final int LINE = 45;

  /** A line in Base64. */
  private static final int TEXT = 60;

  private final byte[] line = new byte[LINE];
  private final byte[] text = new byte[TEXT];

  /** A line in Base64 with the escape of its end. */
  private final char[] characters = new char[TEXT + 2];

  private final JsonGenerator json;
  private int filled;

  /** Begins the text where the generator expects a value. */
  Base64Lines(JsonGenerator json) throws IOException {
    this.json = json;
    json.writeRawValue("\"");
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int next = offset; next < end; ) {
      int taken = Math.min(LINE - filled, end - next);
      System.arraycopy(bytes, next, line, filled, taken);
      filled += taken;
      next += taken;
      if (filled == LINE) {
        end();
      }
    }
  }

  private void end() throws IOException {
    if (filled > 0) {
      byte[] bytes = filled == LINE ? line : Arrays.copyOf(line, filled);
      int encoded = Base64.getEncoder().encode(bytes, text);
      for (int i = 0; i < encoded; i++) {
        characters[i] = (char) text[i];
      }
      characters[encoded] = '\\';
      characters[encoded + 1] = 'n';
      json.writeRaw(characters, 0, encoded + 2);
      filled = 0;
    }
  }

  /** Ends the text. */
  @Override
  public void close() throws IOException {
    end();
    json.writeRaw('"');
  }
}
