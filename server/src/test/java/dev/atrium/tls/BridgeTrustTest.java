// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.server.Config;
import dev.atrium.server.Server;
import dev.atrium.testing.JavaCommand;
import dev.atrium.testing.Product;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bridge to a server with a certificate that Java does not trust by itself. */
class BridgeTrustTest {
  private static final String TOKEN = "test-admin-token";
  private static final String PASSWORD = "changeit";

  private static String answer(Server server, String... flags) throws Exception {
    Path folder = Product.temporaryFolder();
    Path ping =
        Files.writeString(
            folder.resolve("ping"), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");
    ProcessBuilder builder =
        new ProcessBuilder(
                JavaCommand.of(
                    List.of(flags),
                    "dev.atrium.Main",
                    "mcp",
                    "--url",
                    "https://127.0.0.1:" + server.port()))
            .redirectInput(ping.toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().put("ATRIUM_TOKEN", TOKEN);
    Process process = builder.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return answer;
  }

  @Test
  void aTrustStore_isAllThatItNeeds() throws Exception {
    Path store = Product.temporaryFolder().resolve("trust.p12");
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("it", Minted.RSA.certificate());
    try (OutputStream out = Files.newOutputStream(store)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    Config config =
        Config.of(Product.temporaryFolder())
            .adminToken(TOKEN)
            .tls(Optional.of(Minted.RSA.files()))
            .build();
    try (Server server = new Server(config).start()) {
      assertThat(
              answer(
                  server,
                  JavaCommand.QUICK,
                  "-Djavax.net.ssl.trustStore=" + store,
                  "-Djavax.net.ssl.trustStorePassword=" + PASSWORD))
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
      assertThat(answer(server, JavaCommand.QUICK))
          .contains("\"error\"", "by TLS: ", "give Java a trust store that has it");
    }
  }
}
