// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.work.Turns.Turn;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final int MANY = Integer.MAX_VALUE;
  private static final long SOME = 20_000_000;
  private static final long LONG = 60_000_000_000L;

  private static Turns<Integer, String> turns(boolean waitsCount) {
    return new Turns<>(MANY, MANY, MANY, waitsCount);
  }

  private static int next(Turns<Integer, String> turns) {
    Turn<Integer, String> turn = Objects.requireNonNull(turns.next());
    turns.done(turn.owner(), 0);
    return turn.owner();
  }

  @Test
  void whoTookLess_goesFirst() {
    Turns<Integer, String> turns = turns(false);
    turns.done(1, LONG);
    turns.add(1, "first");
    turns.add(2, "second");
    assertThat(next(turns)).isEqualTo(2);
    assertThat(next(turns)).isEqualTo(1);
  }

  /** With as many addresses as an attacker likes, each of them took nothing yet. */
  @Test
  void whoTookSome_goesBeforeOwnersWhoAreAlwaysNew_afterAWait() {
    Turns<Integer, String> turns = turns(true);
    turns.done(0, SOME);
    turns.add(0, "mine");
    turns.add(1, "new");
    int stranger = 1;
    int served = next(turns);
    assertThat(served).isEqualTo(1);
    long begun = System.nanoTime();
    while (served != 0 && System.nanoTime() - begun < LONG) {
      turns.add(++stranger, "new");
      served = next(turns);
    }
    assertThat(served).isZero();
  }

  @Test
  void whoseWaitsDoNotCount_staysBehindNewOwners() {
    Turns<Integer, String> turns = turns(false);
    turns.done(0, LONG);
    turns.add(0, "mine");
    long begun = System.nanoTime();
    int stranger = 0;
    while (System.nanoTime() - begun < SOME * 2) {
      turns.add(++stranger, "new");
      assertThat(next(turns)).isEqualTo(stranger);
    }
  }
}
