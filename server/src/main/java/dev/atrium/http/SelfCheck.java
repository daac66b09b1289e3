// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The question to a server whether it answers, over a connection as clients make them. It uses no
 * thread of the server, so that it ends even if the server hangs. Used by one thread.
 */
public final class SelfCheck {
  private static final byte[] REQUEST =
      "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** The beginning of the answer. */
  private static final String LIVES = "HTTP/1.1 200 ";

  private final String bind;
  private final boolean tls;
  private @Nullable SSLSocketFactory sockets;

  /**
   * Prepares the question.
   *
   * @param bind the address that the server listens on
   */
  SelfCheck(String bind, boolean tls) {
    this.bind = bind;
    this.tls = tls;
  }

  /** What came of it. */
  public enum Outcome {
    ANSWERED,
    /** Nobody listens. */
    REFUSED,
    /** Nothing, or something else, came in time. */
    NOT_ANSWERED
  }

  /**
   * Asks the server at a port.
   *
   * @param from told the port of this end before it connects, and 0 afterwards
   */
  Outcome ask(int port, Duration most, IntConsumer from) {
    long end = System.nanoTime() + most.toNanos();
    try (Socket plain = new Socket()) {
      plain.bind(null);
      from.accept(plain.getLocalPort());
      plain.connect(new InetSocketAddress(address(), port), millis(end));
      plain.setSoTimeout(millis(end));
      return tls ? askSecurely(plain, end) : ask(plain, end);
    } catch (ConnectException e) {
      return Outcome.REFUSED;
    } catch (IOException e) {
      return Outcome.NOT_ANSWERED;
    } finally {
      from.accept(0);
    }
  }

  private InetAddress address() throws IOException {
    InetAddress address = InetAddress.getByName(bind);
    return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
  }

  private Outcome askSecurely(Socket plain, long end) throws IOException {
    if (sockets == null) {
      sockets = AnyCertificate.sockets();
    }
    try (Socket secure = sockets.createSocket(plain, "localhost", plain.getPort(), true)) {
      return ask(secure, end);
    }
  }

  private static Outcome ask(Socket socket, long end) throws IOException {
    socket.getOutputStream().write(REQUEST);
    socket.getOutputStream().flush();
    InputStream in = socket.getInputStream();
    for (int i = 0; i < LIVES.length(); i++) {
      socket.setSoTimeout(millis(end));
      if (in.read() != LIVES.charAt(i)) {
        return Outcome.NOT_ANSWERED;
      }
    }
    return Outcome.ANSWERED;
  }

  /** Returns the milliseconds that are left. */
  private static int millis(long end) throws SocketTimeoutException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    return (int) left;
  }
}
