// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;

/**
 * The sockets to PostgreSQL of one server, which count how often a thread that carries a request
 * sends something and then waits for the answer: BEGIN, COMMIT and what a pool asks count, too. The
 * driver makes this object, so that what is counted is static.
 */
public final class RoundTrips extends SocketFactory {
  private static final AtomicReference<AtomicInteger> COUNT =
      new AtomicReference<>(new AtomicInteger());

  /** The URL of that database, to be reached through these sockets. */
  static String counted(String url) {
    return url + "&socketFactory=" + RoundTrips.class.getName();
  }

  /** How many there are while the requests are answered. */
  public static int of(Runnable requests) {
    AtomicInteger count = new AtomicInteger();
    COUNT.set(count);
    requests.run();
    return count.get();
  }

  @Override
  public Socket createSocket() {
    return new Counted();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("The driver connects by itself");
  }

  private static final class Counted extends Socket {
    private boolean sent;

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          sent = true;
          out.write(bytes, from, count);
        }
      };
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          if (sent && Statements.carriesRequest()) {
            COUNT.get().incrementAndGet();
          }
          sent = false;
          return super.read(bytes, from, count);
        }
      };
    }
  }
}
