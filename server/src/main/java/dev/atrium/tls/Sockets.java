// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A factory of the TLS side of accepted connections, which uses the newest context at that moment.
 * It turns away clients that do not speak TLS.
 */
final class Sockets extends SSLSocketFactory {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** The first byte of every TLS connection, the record type handshake. */
  private static final int HANDSHAKE = 0x16;

  private static final int LAST_WORDS_MILLIS = 1_000;
  private static final int MOST_READ = 64 * 1024;

  private final Supplier<SSLContext> newest;
  private final byte[] refusal;
  private final Consumer<Socket> begun;

  /** The connections that have sent nothing yet, which the web server does not know of. */
  private final Set<Socket> silent;

  /**
   * Makes the factory.
   *
   * @param refusal the answer to a client that speaks plain HTTP
   */
  Sockets(Supplier<SSLContext> newest, byte[] refusal) {
    this(newest, refusal, socket -> {}, ConcurrentHashMap.newKeySet());
  }

  private Sockets(
      Supplier<SSLContext> newest, byte[] refusal, Consumer<Socket> begun, Set<Socket> silent) {
    this.newest = newest;
    this.refusal = refusal.clone();
    this.begun = begun;
    this.silent = silent;
  }

  /** Returns a factory that tells of each connection before it reads anything from it. */
  Sockets telling(Consumer<Socket> listener) {
    return new Sockets(newest, refusal, listener, silent);
  }

  /**
   * Wraps an accepted connection in TLS.
   *
   * @param autoClose ignored: the connection below is always closed with the TLS one, since nobody
   *     else would close it
   * @throws IOException if the client does not speak TLS, or the connection fails
   */
  @Override
  public Socket createSocket(Socket socket, InputStream consumed, boolean autoClose)
      throws IOException {
    begun.accept(socket);
    int first = firstByte(socket);
    if (first != HANDSHAKE) {
      turnAway(socket, Character.isLetter(first) ? refusal : new byte[0]);
      throw new SSLException("It does not speak TLS");
    }
    InputStream read = new ByteArrayInputStream(new byte[] {(byte) first});
    SSLSocket secure = (SSLSocket) factory().createSocket(socket, read, true);
    secure.setEnabledProtocols(PROTOCOLS);
    return secure;
  }

  private int firstByte(Socket socket) throws IOException {
    silent.add(socket);
    try {
      return socket.getInputStream().read();
    } finally {
      silent.remove(socket);
    }
  }

  /** Closes the connections that have sent nothing, so that a stop need not wait for them. */
  void closeSilent() throws IOException {
    for (Socket socket : silent) {
      socket.close();
    }
  }

  /**
   * Answers and closes a connection. It reads first, because closing with unread data makes the
   * system reset the connection.
   */
  private static void turnAway(Socket socket, byte[] lastWords) throws IOException {
    byte[] unread = new byte[MOST_READ];
    var _ = socket.getInputStream().read(unread);
    socket.getOutputStream().write(lastWords);
    socket.shutdownOutput();
    socket.setSoTimeout(LAST_WORDS_MILLIS);
    var _ = socket.getInputStream().read(unread); // Waits until the client has closed its side.
  }

  private SSLSocketFactory factory() {
    return newest.get().getSocketFactory();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory().getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory().getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return factory().createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return factory().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return factory().createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return factory().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return factory().createSocket(host, port, local, localPort);
  }
}
