// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequesterTest {
  private static long owner(long account, long latest, String address) {
    Requester requester = new Requester();
    requester.from(latest, () -> address.hashCode());
    requester.of(account);
    return requester.owner();
  }

  @Test
  void anAccount_isItsOwnRequester() {
    assertThat(owner(7, 8, "192.0.2.1")).isEqualTo(7);
  }

  @Test
  void beforeTheAccountIsKnown_theConnectionsLatestOneCounts_whateverItsAddress() {
    assertThat(owner(0, 8, "192.0.2.1")).isEqualTo(8).isEqualTo(owner(0, 8, "192.0.2.2"));
  }

  @Test
  void otherwise_theAddressCounts() {
    assertThat(owner(0, 0, "192.0.2.1"))
        .isNegative()
        .isEqualTo(owner(0, 0, "192.0.2.1"))
        .isNotEqualTo(owner(0, 0, "192.0.2.2"));
  }

  @Test
  void withoutARequest_nobodyIsKnown() {
    assertThat(new Requester().owner()).isZero();
  }
}
