// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a server answered to bytes.
 *
 * @param status 0 where it closed the connection without an answer
 * @param more what came after the answer, for a request that hid another
 */
record RawAnswer(int status, Map<String, String> headers, String body, String more) {
  static final int PATIENCE_MILLIS = 10_000;

  /** Sends a request on a connection of its own. */
  static RawAnswer to(int port, Malformed request) throws IOException {
    try (Socket socket = new Socket()) {
      // Closed by a reset: thousands of connections would otherwise use all ports up.
      socket.setSoLinger(true, 0);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      send(socket, request);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      RawAnswer answer = read(in, request.head());
      if (!request.hidden()) {
        return answer;
      }
      halfClose(socket);
      return new RawAnswer(answer.status, answer.headers, answer.body, rest(in));
    }
  }

  private static void send(Socket socket, Malformed request) {
    try {
      int step = request.slow() ? 1 : Math.max(1, request.bytes().length);
      for (int at = 0; at < request.bytes().length; at += step) {
        socket.getOutputStream().write(request.bytes(), at, step);
      }
      if (request.cut()) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      // The server refused before it had read all: what counts is its answer.
    }
  }

  private static void halfClose(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // Closed by the server already.
    }
  }

  private static String rest(InputStream in) {
    try {
      return new String(in.readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      return ""; // Closed by a reset: nothing more was answered.
    }
  }

  private static RawAnswer read(InputStream in, boolean head) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return new RawAnswer(0, Map.of(), "", "");
    }
    int status = Integer.parseInt(line.split(" ", 3)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    if (status < 200) {
      return read(in, head);
    }
    int length = head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new RawAnswer(status, headers, new String(in.readNBytes(length), ISO_8859_1), "");
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }
}
