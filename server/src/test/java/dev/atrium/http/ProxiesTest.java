// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private final Proxies proxies = Proxies.of("10.0.0.0/8, ::1, 2001:db8:1::/48");

  private String address(String peer, String... forwarded) {
    return proxies.address(peer, List.of(forwarded));
  }

  @Test
  void aStranger_isNotBelieved() {
    assertThat(address("192.0.2.7", "198.51.100.1")).isEqualTo("192.0.2.7");
    assertThat(Proxies.none().address("10.0.0.1", List.of("198.51.100.1"))).isEqualTo("10.0.0.1");
  }

  @Test
  void aProxy_isBelievedAsFarAsProxiesWrote() {
    assertThat(address("10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(address("10.0.0.1", "203.0.113.9, 198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(address("10.0.0.1", "203.0.113.9", "198.51.100.1, 10.2.3.4"))
        .isEqualTo("198.51.100.1");
    assertThat(address("10.0.0.1", "10.9.9.9, 10.2.3.4")).isEqualTo("10.9.9.9");
    assertThat(address("0:0:0:0:0:0:0:1", "[2001:db8:1::5]:4711, 2001:db8:1:0:0:0:0:6"))
        .isEqualTo("2001:db8:1:0:0:0:0:5");
    assertThat(address("10.0.0.1", "198.51.100.1:8080")).isEqualTo("198.51.100.1");
  }

  @Test
  void whatIsNoAddress_endsTheChain() {
    assertThat(address("10.0.0.1", "198.51.100.1, unknown")).isEqualTo("10.0.0.1");
    assertThat(address("10.0.0.1", "localhost")).isEqualTo("10.0.0.1");
    assertThat(address("10.0.0.1", "")).isEqualTo("10.0.0.1");
  }

  @Test
  void ofIpv6_oneUsersNetworkCountsTogether() {
    assertThat(Proxies.together("2001:db8::1")).isEqualTo(Proxies.together("2001:db8::ffff:1"));
    assertThat(Proxies.together("2001:db8::1")).isNotEqualTo(Proxies.together("2001:db8:0:1::1"));
    assertThat(Proxies.together("192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @Test
  void aListThatIsNone_isRefused() {
    for (String wrong :
        List.of(
            "localhost",
            "10.0.0.0/33",
            "10.0.0.0/x",
            "10.0.0.0/-1",
            "10.0.0.0/4294967296",
            "::/129")) {
      assertThatThrownBy(() -> Proxies.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong);
    }
  }
}
