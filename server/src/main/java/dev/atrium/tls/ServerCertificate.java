// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in use. New connections get the newest valid one; connections under way keep
 * theirs.
 */
public final class ServerCertificate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

  /** The time between two looks at the files; each look costs some microseconds. */
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final TlsFiles files;
  private final Clock clock;
  private final Sockets sockets;
  private List<String> stamp;
  private CertifiedKey current;
  private volatile SSLContext newest;

  /**
   * Reads the files, and warns of a certificate that clients will refuse.
   *
   * @param refusal the answer to a client that speaks plain HTTP
   * @throws IllegalArgumentException if the certificate cannot be used; the message says what to do
   */
  public ServerCertificate(TlsFiles files, byte[] refusal, Clock clock) {
    this.files = files;
    this.sockets = new Sockets(this::newest, refusal);
    this.clock = clock;
    // Taken before the files are read, so that any later change is noticed.
    this.stamp = files.stamp();
    this.current = CertifiedKey.read(files);
    this.newest = current.context();
    warn();
  }

  /**
   * Returns a context that stays valid for as long as the server runs.
   *
   * @param begun is told of each connection whose thread begins with the handshake
   */
  public SSLContext context(Consumer<Socket> begun) {
    return new NewestContext(this::newest, sockets.telling(begun));
  }

  private SSLContext newest() {
    return newest;
  }

  /**
   * Starts to check regularly whether the files have changed.
   *
   * @param every runs a task repeatedly, a period after each of its ends
   */
  public void watch(BiConsumer<Duration, Runnable> every) {
    every.accept(PERIOD, this::look);
  }

  /** Loads the files if they have changed, and uses their content if it is valid. */
  synchronized void look() {
    List<String> now = files.stamp();
    if (now.equals(stamp)) {
      return;
    }
    stamp = now;
    try {
      CertifiedKey read = CertifiedKey.read(files);
      if (!read.equals(current)) {
        newest = read.context();
        current = read;
        LOG.info(
            "New connections use the new certificate of {}, valid until {}", read, read.expires());
        warn();
      }
    } catch (RuntimeException e) {
      LOG.error(
          "The new certificate cannot be used; the previous one, valid until {}, stays in use. {}",
          current.expires(),
          e.getMessage());
    }
  }

  private void warn() {
    current
        .fault(clock.instant())
        .ifPresent(fault ->
            LOG.warn("The certificate of {} in {} {}", current, files.certificate(), fault));
  }

  @Override
  public void close() {
    try {
      sockets.closeSilent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
