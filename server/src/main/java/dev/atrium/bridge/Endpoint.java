// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * The server, over HTTP. It is spoken to by the oldest client of the JDK, which starts in a
 * fraction of the other's time. Bodies are streamed: the client then never sends one twice, and
 * makes a new connection if the server has closed the old one.
 */
final class Endpoint {
  private static final int CONNECT_MILLIS = 10_000;

  /** The most time that an answer may take. Clients give up earlier, and say so. */
  private static final int ANSWER_MILLIS = 300_000;

  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final int UNAUTHORIZED = 401;
  private static final Answers.Told NOTHING = new Answers.Told("", 0, "");

  private final Target target;
  private final String agent;

  Endpoint(Target target) {
    this.target = target;
    agent =
        "atrium-mcp/"
            + Objects.requireNonNullElse(
                Endpoint.class.getPackage().getImplementationVersion(), "development");
  }

  /**
   * Sends a body, once.
   *
   * @return the answer to pass on; empty if the server took the body and has nothing to say
   * @throws Failure if there is no answer to pass on
   */
  Optional<byte[]> post(byte[] body, Map<String, String> headers) throws Failure {
    HttpURLConnection connection = connected(body, headers);
    int status;
    byte[] answer;
    try {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      status = connection.getResponseCode();
      answer = answer(connection, status);
    } catch (HttpRetryException e) {
      // A streamed body is not sent again with another token, and its answer is not shown.
      throw Failure.refused(target.url(), e.responseCode(), NOTHING, "", "");
    } catch (IOException e) {
      throw Failure.lost(target.url(), e);
    }
    return checked(connection, status, answer);
  }

  private HttpURLConnection connected(byte[] body, Map<String, String> headers) throws Failure {
    try {
      HttpURLConnection connection = (HttpURLConnection) target.url().toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setUseCaches(false);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      connection.setFixedLengthStreamingMode(body.length);
      connection.setRequestProperty("Authorization", "Bearer " + target.token());
      connection.setRequestProperty("User-Agent", agent);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setRequestProperty("Accept", "application/json");
      headers.forEach(connection::setRequestProperty);
      connection.connect();
      return connection;
    } catch (SSLException e) {
      throw Failure.untrusted(target.url(), e);
    } catch (IOException e) {
      throw Failure.unreachable(target.url(), e);
    }
  }

  private static byte[] answer(HttpURLConnection connection, int status) throws IOException {
    InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (stream == null) {
      return new byte[0];
    }
    try (stream) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than %d MiB".formatted(MOST_BYTES >> 20));
      }
      // The JDK does not notice it.
      if (bytes.length < connection.getContentLengthLong()) {
        throw new IOException("the connection ended in the middle of it");
      }
      return bytes;
    }
  }

  private Optional<byte[]> checked(HttpURLConnection connection, int status, byte[] answer)
      throws Failure {
    String type = Objects.requireNonNullElse(connection.getContentType(), "");
    boolean json = type.matches("(?i)application/json\\s*(;.*)?") && answer.length > 0;
    if (status == 200 && json) {
      return Optional.of(answer);
    }
    if (status >= 200 && status < 300) {
      if (answer.length > 0) {
        throw Failure.strange(target.url(), status);
      }
      return Optional.empty();
    }
    Answers.Told told = json ? Answers.told(answer) : NOTHING;
    if (!told.id().isEmpty() && status != UNAUTHORIZED) {
      return Optional.of(answer); // It is an answer to that very request.
    }
    throw Failure.refused(
        target.url(),
        status,
        told,
        header(connection, "Location"),
        header(connection, "Retry-After"));
  }

  private static String header(HttpURLConnection connection, String name) {
    return Objects.requireNonNullElse(connection.getHeaderField(name), "");
  }
}
