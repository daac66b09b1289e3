// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire, byte for byte: nothing stops it from being wrong. Text is
 * sent as ISO 8859-1, so that a char is a byte.
 */
final class Draft {
  private static final String END = "\r\n";

  private final String line;
  private final List<String> headers = new ArrayList<>();
  private byte[] body = new byte[0];
  private boolean framed;
  private boolean hosted = true;

  Draft(String line) {
    this.line = line;
  }

  static Draft of(String method, String path) {
    return new Draft(method + " " + path + " HTTP/1.1");
  }

  Draft authorized(String token) {
    return header("Authorization: Bearer " + token);
  }

  /** A header, or what stands in its place, without the end of its line. */
  Draft header(String text) {
    headers.add(text);
    return this;
  }

  Draft withoutHost() {
    hosted = false;
    return this;
  }

  /** The body, whose length is told by a header. */
  Draft body(byte[] bytes) {
    body = bytes;
    return this;
  }

  Draft body(String text) {
    return body(text.getBytes(UTF_8));
  }

  /** What follows the headers, where they themselves tell, rightly or not, how long it is. */
  Draft framed(String text) {
    framed = true;
    return body(text.getBytes(ISO_8859_1));
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder(line).append(END);
    if (hosted) {
      head.append("Host: localhost").append(END);
    }
    head.append("User-Agent: test").append(END);
    headers.forEach(header -> head.append(header).append(END));
    if (!framed && body.length > 0) {
      head.append("Content-Length: ").append(body.length).append(END);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.append(END).toString().getBytes(ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
