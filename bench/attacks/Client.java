// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A client with a token and one connection, which it makes again when the server closed it. */
final class Client implements Closeable {
  private final Target target;
  private final String from;
  private final String authorization;
  private final boolean keeps;
  private Wire wire;

  /** Connects as late as possible. An empty token is none. */
  Client(Target target, String from, String token) {
    this(target, from, token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n", true);
  }

  private Client(Target target, String from, String authorization, boolean keeps) {
    this.target = target;
    this.from = from;
    this.authorization = authorization;
    this.keeps = keeps;
  }

  /** Returns the same client with a connection for every request. */
  Client connectingAgain() {
    return new Client(target, from, authorization, false);
  }

  Answer get(String path, String... headers) throws IOException {
    return call("GET", path, "", headers);
  }

  Answer post(String path, String body, String... headers) throws IOException {
    return call("POST", path, body, headers);
  }

  Answer put(String path, String body, String... headers) throws IOException {
    return call("PUT", path, body, headers);
  }

  Answer delete(String path) throws IOException {
    return call("DELETE", path, "");
  }

  /** Sends a request, and reads its answer. A kept connection that was closed meanwhile is none. */
  Answer call(String method, String path, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head = head(method, path, bytes.length, headers);
    if (wire != null) {
      try {
        return ask(head, bytes);
      } catch (IOException e) {
        close();
        if (bytes.length > 0 && !"PUT".equals(method)) {
          throw e;
        }
        if (System.getenv("BENCH_VERBOSE") != null) {
          System.err.println("again: " + method + " " + path + " after " + e);
        }
      }
    }
    wire = Wire.open(target, from);
    try {
      return ask(head, bytes);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Answer ask(String head, byte[] body) throws IOException {
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    wire.send(all);
    Answer answer = wire.read();
    if (!keeps || "close".equalsIgnoreCase(answer.headers().get("connection"))) {
      close();
    }
    return answer;
  }

  /** Returns the head of a request with a body of that length. */
  String head(String method, String path, long length, String... headers) {
    StringBuilder head = new StringBuilder(200 + path.length());
    head.append(method).append(' ').append(path);
    head.append(" HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n").append(authorization);
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    if (length > 0 || !"GET".equals(method)) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  @Override
  public void close() {
    if (wire != null) {
      wire.close();
      wire = null;
    }
  }
}
