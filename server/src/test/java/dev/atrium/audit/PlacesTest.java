// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.audit.AuditEntry.Place;
import dev.atrium.error.ApiException;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places places = new Places(new byte[32]);

  @Test
  void open_whatWasSealed_givesItBack() {
    for (Place place : new Place[] {new Place(0, 1), new Place(1_795_000_000_123L, 1L << 40)}) {
      assertThat(places.open(5, places.seal(5, place), "after")).isEqualTo(place);
    }
  }

  @Test
  void open_inAnotherLog_isRefused() {
    String sealed = places.seal(5, new Place(1, 1));
    assertThatThrownBy(() -> places.open(6, sealed, "after")).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> places.open(5, "A" + sealed.substring(1), "after"))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void seal_ofNeighbours_showsNoNeighbourhood() {
    String one = places.seal(5, new Place(1, 1));
    String two = places.seal(5, new Place(1, 2));
    assertThat(one.substring(0, 5)).isNotEqualTo(two.substring(0, 5));
  }
}
