// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Where the events of one answer go. Each is on its way to the client when its method returns. */
public final class EventSink {
  private final OutputStream out;

  EventSink(OutputStream out) {
    this.out = out;
  }

  /**
   * Sends an event.
   *
   * @param name of its kind; empty for the default, {@code message}
   * @param data any text; each of its lines becomes a data field
   * @throws IllegalArgumentException for a name of more than one line
   * @throws IOException when the client has gone
   */
  public void send(String name, String data) throws IOException {
    if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("The name of an event is one line");
    }
    StringBuilder event = new StringBuilder(data.length() + 32);
    if (!name.isEmpty()) {
      event.append("event: ").append(name).append('\n');
    }
    // A lone CR ends a line for a client, so that it must not pass as part of one.
    for (String line : data.split("\r\n|\r|\n", -1)) {
      event.append("data: ").append(line).append('\n');
    }
    write(event.append('\n'));
  }

  /** Sends a comment, which clients ignore: it keeps proxies from ending a silent connection. */
  public void keepAlive() throws IOException {
    write(new StringBuilder(":\n\n"));
  }

  private void write(StringBuilder text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
