// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final String CROWD = "192.0.2.1";
  private static final String OTHER = "192.0.2.2";

  private final SetLateness lateness = new SetLateness();
  private final Backlog backlog = new Backlog(lateness);

  @BeforeEach
  void beLate() {
    lateness.isRecent = true;
  }

  private void fill(String address, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(backlog.hasRoom(address)).as("%s, after %d", address, i).isTrue();
      backlog.add(address);
    }
  }

  private void fillByMany() {
    for (int i = 0; i < Backlog.MOST; i++) {
      backlog.add("198.51.100." + i);
    }
  }

  @Test
  void anAddressThatIsAlone_mayHaveManyButNotAll() {
    fill(CROWD, Backlog.MOST_OF_FEW);
    assertThat(backlog.hasRoom(CROWD)).isFalse();
    assertThat(backlog.hasRoom(OTHER)).isTrue();
  }

  @Test
  void aSecondAddress_hasItsShare() {
    fill(CROWD, Backlog.MOST_OF_FEW);
    fill(OTHER, Backlog.MOST_OF_FEW / 2);
    assertThat(backlog.hasRoom(OTHER)).isFalse();
  }

  @Test
  void ofManyAddresses_eachHasRoomForOne() {
    fillByMany();
    fill(CROWD, 1);
    assertThat(backlog.hasRoom(CROWD)).isFalse();
  }

  @Test
  void aServerThatIsNotLate_hasRoomForAll() {
    fillByMany();
    fill(CROWD, 1);
    lateness.isRecent = false;
    assertThat(backlog.hasRoom(CROWD)).isTrue();
  }

  @Test
  void whatIsServed_makesRoom() {
    fillByMany();
    fill(CROWD, 1);
    backlog.remove(CROWD);
    assertThat(backlog.hasRoom(CROWD)).isTrue();
  }
}
