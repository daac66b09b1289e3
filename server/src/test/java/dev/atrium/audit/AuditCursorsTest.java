// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.audit.AuditEntry.Place;
import dev.atrium.error.ApiException;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final AuditCursors cursors = new AuditCursors(new byte[32]);

  @Test
  void open_whatWasSealed_givesItBack() {
    for (Place place : new Place[] {new Place(0, 1), new Place(1_795_000_000_123L, 1L << 40)}) {
      assertThat(cursors.open(5, cursors.seal(5, place), "after")).isEqualTo(place);
    }
  }

  @Test
  void open_inAnotherLog_isRefused() {
    String sealed = cursors.seal(5, new Place(1, 1));
    assertThatThrownBy(() -> cursors.open(6, sealed, "after")).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> cursors.open(5, "A" + sealed.substring(1), "after"))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void seal_ofNeighbours_showsNoNeighbourhood() {
    String one = cursors.seal(5, new Place(1, 1));
    String two = cursors.seal(5, new Place(1, 2));
    assertThat(one.substring(0, 5)).isNotEqualTo(two.substring(0, 5));
  }
}
