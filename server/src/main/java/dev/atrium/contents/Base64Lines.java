// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A JSON text that is written while its bytes come, in Base64 and in lines of 60 characters as on
 * GitHub. So a large file is never in memory as a whole.
 */
final class Base64Lines extends OutputStream {
  /** The bytes of one line. */
  private static final int LINE = 45;

  private final JsonGenerator json;
  private final byte[] line = new byte[LINE];
  private int filled;

  /** Begins the text where the generator expects a value. */
  Base64Lines(JsonGenerator json) throws IOException {
    this.json = json;
    json.writeRawValue("\"");
  }

  @Override
  public void write(int b) throws IOException {
    line[filled++] = (byte) b;
    if (filled == LINE) {
      end();
    }
  }

  private void end() throws IOException {
    if (filled > 0) {
      byte[] text = Base64.getEncoder().encode(Arrays.copyOf(line, filled));
      json.writeRaw(new String(text, StandardCharsets.US_ASCII) + "\\n");
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
