// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The output for the events of one answer. Each event is flushed to the client before its method
 * returns.
 */
public final class EventSink {
  private final OutputStream out;

  EventSink(OutputStream out) {
    this.out = out;
  }

  /**
   * Sends an event.
   *
   * @param name the event's type; empty for the default, {@code message}
   * @param data any text; each of its lines becomes a data field
   * @throws IllegalArgumentException if the name has more than one line
   * @throws IOException if the client has disconnected
   */
  public void send(String name, String data) throws IOException {
    if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("The name of an event is one line");
    }
    StringBuilder event = new StringBuilder(data.length() + 32);
    if (!name.isEmpty()) {
      event.append("event: ").append(name).append('\n');
    }
    // A client also ends a line at a lone CR, so the text is split there too.
    for (String line : data.split("\r\n|\r|\n", -1)) {
      event.append("data: ").append(line).append('\n');
    }
    write(event.append('\n'));
  }

  /** Sends a comment, which clients ignore. It keeps proxies from closing a silent connection. */
  public void keepAlive() throws IOException {
    write(new StringBuilder(":\n\n"));
  }

  private void write(StringBuilder text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
