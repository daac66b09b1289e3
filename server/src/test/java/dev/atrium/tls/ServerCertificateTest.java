// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.testing.Product;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which certificate is shown, after each way in which files are replaced. */
class ServerCertificateTest {
  private static final Minted OLD = Minted.RSA;
  private static final Minted NEW = Minted.EC;

  private final Path folder = Product.temporaryFolder();
  private final TlsFiles files = OLD.write(folder);
  private final ServerCertificate certificate =
      new ServerCertificate(files, new byte[0], Clock.systemUTC());

  @AfterEach
  void close() {
    certificate.close();
  }

  @Test
  void look_unchanged_keepsTheContext() throws IOException {
    assertThat(shown(OLD)).isEqualTo(OLD.certificate());
    certificate.look();
    OLD.write(folder);
    certificate.look();
    assertThat(shown(OLD)).isEqualTo(OLD.certificate());
  }

  @Test
  void expired_isServedNevertheless() throws IOException {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(9));
    try (var expired = new ServerCertificate(files, new byte[0], late)) {
      assertThat(shown(expired, OLD)).isEqualTo(OLD.certificate());
    }
  }

  @Test
  void look_filesWrittenAnew_showsTheNewOne() throws IOException {
    NEW.write(folder);
    certificate.look();
    assertThat(shown(NEW)).isEqualTo(NEW.certificate());
  }

  @Test
  void look_filesRenamedInto_showsTheNewOne() throws IOException {
    TlsFiles fresh = NEW.files();
    Files.move(fresh.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
    certificate.look(); // Between the two: they do not fit, and the old pair stays.
    assertThat(shown(OLD)).isEqualTo(OLD.certificate());
    Files.move(fresh.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
    certificate.look();
    assertThat(shown(NEW)).isEqualTo(NEW.certificate());
  }

  /** As Kubernetes does: the files are links into a folder, which is a link that is turned. */
  @Test
  void look_folderLinkTurned_showsTheNewOne() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    OLD.write(first);
    NEW.write(second);
    Path data = Files.createSymbolicLink(folder.resolve("..data"), first);
    Path mount = Files.createDirectory(folder.resolve("mount"));
    TlsFiles linked =
        new TlsFiles(
            Files.createSymbolicLink(mount.resolve("tls.crt"), data.resolve("fullchain.pem")),
            Files.createSymbolicLink(mount.resolve("tls.key"), data.resolve("privkey.pem")));
    try (var mounted = new ServerCertificate(linked, new byte[0], Clock.systemUTC())) {
      Path turned = Files.createSymbolicLink(folder.resolve("..new"), second);
      Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE);
      mounted.look();
      assertThat(shown(mounted, NEW)).isEqualTo(NEW.certificate());
    }
  }

  @Test
  void look_brokenOrMissing_keepsTheOldOne_andTakesTheNextGoodOne() throws IOException {
    Minted.put(files.certificate(), "no certificate");
    certificate.look();
    assertThat(shown(OLD)).isEqualTo(OLD.certificate());
    Files.delete(files.key());
    certificate.look();
    assertThat(shown(OLD)).isEqualTo(OLD.certificate());
    NEW.write(folder);
    certificate.look();
    assertThat(shown(NEW)).isEqualTo(NEW.certificate());
  }

  private Certificate shown(Minted trusted) throws IOException {
    return shown(certificate, trusted);
  }

  private static Certificate shown(ServerCertificate by, Minted trusted) throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SSLSocket client =
            (SSLSocket)
                trusted
                    .trusting()
                    .getSocketFactory()
                    .createSocket(listening.getInetAddress(), listening.getLocalPort())) {
      Thread.ofVirtual().start(() -> shakeHands(by, listening));
      client.startHandshake();
      return client.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void aConnectionThatSendsNothing_isToldOf() throws Exception {
    CompletableFuture<Socket> told = new CompletableFuture<>();
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket silent = new Socket(listening.getInetAddress(), listening.getLocalPort());
        Socket accepted = listening.accept()) {
      assertThat(silent.isConnected()).isTrue();
      SSLSocketFactory factory = certificate.context(told::complete).getSocketFactory();
      Thread.ofVirtual()
          .start(() ->
              assertThatThrownBy(() -> factory.createSocket(accepted, null, false))
                  .isInstanceOf(IOException.class));
      assertThat(told.get(10, TimeUnit.SECONDS)).isSameAs(accepted);
    }
  }

  private static void shakeHands(ServerCertificate by, ServerSocket listening) {
    try {
      SSLSocket accepted =
          (SSLSocket)
              by.context(socket -> {})
                  .getSocketFactory()
                  .createSocket(listening.accept(), null, false);
      accepted.startHandshake();
    } catch (IOException e) {
      // The client hears of it too.
    }
  }
}
