// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.atrium.http.Urls;
import dev.atrium.server.Config;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server needs that others can reach, and what its administrator is told. */
class ReachTest {
  private static final String STRONG = "0123456789abcdef".repeat(4);

  private static Config config(String bind, @Nullable String url, @Nullable String token) {
    return Config.of(Path.of("."))
        .bind(bind)
        .publicUrl(Optional.ofNullable(url))
        .adminToken(Optional.ofNullable(token))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,",
    "127.0.0.1, http://127.0.0.1:8080",
    "::1, http://[::1]:8080",
    "localhost, http://localhost"
  })
  void onThisMachineAlone_everyAdminTokenWillDo(String bind, @Nullable String url) {
    assertThatCode(() -> Reach.check(config(bind, url, "a"))).doesNotThrowAnyException();
    assertThat(Reach.notices(config(bind, url, "a"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, http://atrium.example.com",
    "::, https://atrium.example.com",
    "192.0.2.1,",
    "127.0.0.1, https://atrium.example.com",
    "127.0.0.1, http://my_host:8080"
  })
  void whereOthersReachIt_aWeakAdminTokenIsRefused(String bind, @Nullable String url) {
    for (String weak : new String[] {"a", "test-admin-token", "a".repeat(64), "0123456789abcdef"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Reach.check(config(bind, url, weak)))
          .withMessageContaining("ATRIUM_ADMIN_TOKEN")
          .withMessageContaining("openssl rand -hex 32")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(weak + "\""));
    }
    assertThatCode(() -> Reach.check(config(bind, url, STRONG))).doesNotThrowAnyException();
    assertThatCode(() -> Reach.check(config(bind, url, null))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "0:0:0:0:0:0:0:0"})
  void whereTheBoundAddressIsNone_aPublicUrlIsAskedFor(String bind) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reach.check(config(bind, null, STRONG)))
        .withMessageStartingWith("--public-url is missing");
  }

  @Test
  void withoutHttps_theRiskIsNamed() {
    assertThat(Reach.notices(config("0.0.0.0", "http://atrium.example.com", STRONG)))
        .singleElement()
        .asString()
        .contains("Without HTTPS", "--tls-cert");
    assertThat(Reach.notices(config("0.0.0.0", "https://atrium.example.com", STRONG))).isEmpty();
  }

  @Test
  void withoutAnAdminToken_theWayInIsNamed() {
    assertThat(Reach.notices(config("127.0.0.1", null, null)))
        .singleElement()
        .asString()
        .contains("To get in", "ATRIUM_ADMIN_TOKEN", "openssl rand -hex 32");
  }

  @Test
  void anAddressOfVersion6_makesAUrl() {
    assertThat(Urls.at("http://", "::1", 8080).publicUrl()).isEqualTo("http://[::1]:8080");
    assertThat(Urls.at("https://", "127.0.0.1", 80).publicUrl()).isEqualTo("https://127.0.0.1:80");
  }
}
