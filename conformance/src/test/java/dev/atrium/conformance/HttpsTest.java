// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** HTTPS.md, followed: curl, gh and Octokit against a certificate that openssl made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts the server before any test.
class HttpsTest {
  private static final int SECONDS = 60;
  private static final String PORT = "8443";
  private static final List<String> NEEDED = List.of("openssl", "curl");

  private Examples examples = Examples.read("HTTPS.md");
  private Path folder;
  private StartedTarget target;
  private int port;

  @BeforeAll
  void start() throws IOException {
    for (String program : NEEDED) {
      needs(program, "every journey over HTTPS");
    }
    folder = Files.createTempDirectory("atrium-https").toRealPath();
    bash(examples.of("sh").get(0));
    String[] options = examples.of("serve").getFirst().strip().split("--port " + PORT + " ", 2);
    target = StartedTarget.start(List.of(options[1].split(" ", -1)), folder);
    port = URI.create(target.url()).getPort();
    examples = new Examples(examples.text().replace(PORT, Integer.toString(port)));
    String setUp =
        examples.of("sh").get(2).replace("Bearer secret", "Bearer " + target.adminToken());
    String token = bash(setUp + "printf '\\n%s' \"$TOKEN\"").lines().toList().getLast();
    Files.writeString(folder.resolve("token"), token);
  }

  @AfterAll
  void stop() {
    if (target != null) {
      target.close();
    }
    if (folder != null) {
      Processes.delete(folder);
    }
  }

  @Test
  void curl_isAnswered() {
    assertThat(bash(examples.of("sh").get(1))).isNotBlank();
    assertThat(bash("curl -sS -w '%{http_code}' http://127.0.0.1:" + port + "/zen"))
        .contains("This port speaks HTTPS only")
        .endsWith("400");
  }

  @Test
  void gh_createsListsAndChanges() throws IOException {
    needs("gh", "gh's journey");
    assertThat(bash(withToken() + examples.of("sh").get(3)).lines())
        .containsExactly("octocat", "Hello", "World", "Hello", "World", "A first one", "note");
    String graphql = withToken() + gh() + "gh api graphql -f query=";
    assertThat(bash(graphql + "'query UserCurrent{viewer{login}}'")).contains("octocat");
    assertThatExceptionOfType(Processes.FailedException.class)
        .isThrownBy(() -> bash(graphql + "'{viewer{name}}'"))
        .withMessageContaining("gh: ");
    System.out.println("conformance: gh followed HTTPS.md to its end");
  }

  /** Through a proxy, since gh takes no port here and 443 is not ours. */
  @Test
  void gh_login_keepsTheToken() throws IOException {
    needs("gh", "gh's login");
    String named =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 3 -subj /CN=atrium.example.com"
            + " -addext subjectAltName=DNS:atrium.example.com -keyout k.pem -out c.pem";
    Path other = Files.createDirectory(folder.resolve("named"));
    bash("cd named && " + named);
    String token;
    try (StartedTarget server =
            StartedTarget.start(List.of("--tls-cert", "c.pem", "--tls-key", "k.pem"), other);
        Detour detour = new Detour(URI.create(server.url()).getPort())) {
      token = server.adminToken();
      String said =
          bash(
              "export HTTPS_PROXY=%s SSL_CERT_FILE=$PWD/named/c.pem TOKEN=%s\n%s"
                  .formatted(detour.url(), token, examples.of("login").getFirst()));
      assertThat(said.strip()).isEqualTo("admin");
    }
  }

  @Test
  void octokit_listsSpaces() throws IOException {
    Optional<String> lacking = Octokit.lacking();
    lacking.ifPresent(what ->
        System.out.println(
            "conformance: SKIPPED Octokit over HTTPS, without node and npm: " + what));
    assumeTrue(lacking.isEmpty(), () -> "Octokit: " + lacking.orElseThrow());
    // In an organization of its own: gh's journey counts what is in the other.
    String admin = examples.of("sh").get(2).lines().limit(2).collect(joining("\n", "", "\n"));
    bash(
        withToken()
            + admin.replace("Bearer secret", "Bearer " + target.adminToken())
            + "admin $URL/admin/organizations -d '{\"login\":\"other\",\"admin\":\"octocat\"}'\n"
            + "curl -sS --fail --cacert cert.pem -H \"Authorization: Bearer $TOKEN\" "
            + "$URL/orgs/other/copilot-spaces -d '{\"name\":\"Listed\"}'");
    Path script = Octokit.FOLDER.toAbsolutePath().resolve("https-example.mjs");
    Files.writeString(
        script,
        "import { Octokit } from \"@octokit/rest\";\n"
            + examples.of("js").getFirst().replace("acme", "other"));
    assertThat(bash(withToken() + "export NODE_EXTRA_CA_CERTS=cert.pem\nnode " + script))
        .isEqualTo("Listed\n");
  }

  private static String withToken() {
    return "export TOKEN=$(cat token)\n";
  }

  /** What the page says before its first command of gh. */
  private String gh() {
    return examples.of("sh").get(3).lines().findFirst().orElseThrow() + "\n";
  }

  private static void needs(String program, String journey) {
    Optional<String> lacking = Optional.empty();
    try {
      Processes.run(Path.of("."), SECONDS, List.of(program, "version"));
    } catch (Processes.FailedException e) {
      // curl takes no such word, and yet it is there.
      lacking =
          String.valueOf(e.getMessage()).contains(" failed with ")
              ? lacking
              : Optional.of(program + " is missing");
    }
    lacking.ifPresent(what -> System.out.println("conformance: SKIPPED " + journey + ": " + what));
    assumeTrue(lacking.isEmpty(), () -> journey + ": " + program + " is missing");
  }

  /** Runs lines of a shell until the first that fails; what they printed. */
  private String bash(String lines) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("GH_CONFIG_DIR", folder.resolve("gh").toString());
    environment.put("GH_PROMPT_DISABLED", "1");
    environment.put("GH_NO_UPDATE_NOTIFIER", "1");
    return Processes.run(
        folder, SECONDS, List.of("bash", "-euo", "pipefail", "-c", lines), environment);
  }
}
