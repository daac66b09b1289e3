// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One connection, from a chosen address of the loopback network: bytes out, answers in. */
final class Wire implements Closeable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 20_000;

  /** Of longer bodies the rest is read and forgotten. */
  private static final int KEPT = 1 << 20;

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
  }

  /** Connects, over TLS if the server speaks it. */
  static Wire open(Target target, String from) throws IOException {
    Socket plain = plain(target, from);
    if (!target.tls()) {
      return new Wire(plain);
    }
    try {
      return new Wire(TLS.getSocketFactory().createSocket(plain, "localhost", target.port(), true));
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Connects without TLS, whatever the server speaks. */
  static Wire bare(Target target, String from) throws IOException {
    return new Wire(plain(target, from));
  }

  private static Socket plain(Target target, String from) throws IOException {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      socket.connect(new InetSocketAddress("127.0.0.1", target.port()), CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void readWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a few bytes and forgets them; returns false at the end. */
  boolean sip(int bytes) throws IOException {
    return in.readNBytes(bytes).length == bytes;
  }

  /** Reads one answer. */
  Answer read() throws IOException {
    String line = line();
    if (!line.startsWith("HTTP/1.1 ")) {
      throw new IOException("No answer: " + line);
    }
    int status = Integer.parseInt(line.substring(9, 12));
    Map<String, String> headers = new HashMap<>();
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      for (long size = chunk(); size > 0; size = chunk()) {
        take(size, body);
        line();
      }
      line();
    } else if (status != 204 && status != 304) {
      take(Long.parseLong(headers.getOrDefault("content-length", "0")), body);
    }
    return new Answer(status, headers, body.toString(StandardCharsets.UTF_8));
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().strip(), 16);
  }

  private void take(long size, ByteArrayOutputStream into) throws IOException {
    byte[] piece = new byte[8 * 1024];
    for (long left = size; left > 0; ) {
      int read = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        throw new EOFException("The answer ends early");
      }
      if (into.size() < KEPT) {
        into.write(piece, 0, read);
      }
      left -= read;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("Closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Takes any certificate: that of the run is made for it. */
  private static final SSLContext TLS = anyCertificate();

  private static SSLContext anyCertificate() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          new TrustManager[] {
            new X509TrustManager() {
              @Override
              public void checkClientTrusted(X509Certificate[] chain, String type) {}

              @Override
              public void checkServerTrusted(X509Certificate[] chain, String type) {}

              @Override
              public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
              }
            }
          },
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
