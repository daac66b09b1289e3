// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.atrium.faults.Counts;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * No sequence of calls tells a caller anything of what is hidden from them: not one byte of it, and
 * not that it is there. Each call goes to two servers, of which one has the hidden things and the
 * other has not; status, headers and body must be the same. The seed is fixed, and is printed with
 * a sequence that fails.
 */
@Order(2)
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the product.
class SecrecyTest {
  private static final long SEED = Long.getLong("atrium.seed", 20_261_121);
  private static final int LONGEST = 12;

  /** Neighbouring seeds would begin alike. */
  private static final long MIXING = 0x9E37_79B9_7F4A_7C15L;

  @Parameter Product product;

  @Test
  void outsiders_areToldNothing() {
    hold(Group.OUTSIDERS);
  }

  @Test
  void membersWithoutARole_areToldNothing() {
    hold(Group.MEMBERS);
  }

  @Test
  void tokensOfMembers_areToldNothingOfWhatTheyWereNotGranted() {
    hold(Group.MEMBERS_TOKENS);
  }

  @Test
  void tokensOfOwners_areToldNothingOfWhatTheyWereNotGranted() {
    hold(Group.OWNERS_TOKENS);
  }

  @Test
  void appsThatWrite_areToldNothingOfWhatTheyWereNotGranted() {
    hold(Group.WRITING_APPS);
  }

  @Test
  void whoIsLetIn_isToldEverything() {
    try (World world = new World(product, SEED)) {
      Set<Secret> there = EnumSet.allOf(Secret.class);
      there.remove(Secret.DELETED);
      Set<String> untold = new TreeSet<>(world.canaries.of(there));
      for (Client insider : world.insiders()) {
        world.targets.forEach(target ->
            world.server.routes().stream()
                .filter(route -> route.method().equals("GET"))
                .map(route ->
                    new Call("insider", "GET", Target.path(route, target.names()), null, List.of()))
                .forEach(call ->
                    world
                        .canaries
                        .in(call.send(insider), call, there)
                        .forEach(told -> untold.remove(told.split(" ", 2)[0]))));
      }
      assertThat(untold).isEmpty();
    }
  }

  @Test
  void whoIsLetIn_isFoundToBeTold() {
    Group insiders = new Group(Group.MEMBERS.hidden(), List.of("owner"));
    try (Pair pair = new Pair(product, SEED, insiders)) {
      List<Call> calls = new ArrayList<>();
      assertThat(play(pair, insiders, new Random(SEED), calls, 100)).isPresent();
    }
  }

  private void hold(Group group) {
    int sequences = Counts.of(120, 3_000);
    int calls = 0;
    try (Pair pair = new Pair(product, SEED, group)) {
      for (int i = 0; i < sequences; i++) {
        List<Call> sequence = new ArrayList<>();
        Random random = new Random((SEED + i) * MIXING ^ group.callers().hashCode());
        play(pair, group, random, sequence, 1 + random.nextInt(LONGEST))
            .ifPresent(fault -> report(pair, group, sequence, fault));
        calls += sequence.size();
        pair.restore();
      }
      System.out.printf(
          "%s: %d calls by %s, %d let through, %d to the content of spaces%n",
          product, calls, group.callers(), pair.letThrough(), pair.contents());
      assertThat(pair.letThrough()).isPositive();
    }
  }

  private void report(Pair pair, Group group, List<Call> sequence, String fault) {
    fail(
        "Seed %d on %s, a sequence of one of %s: %s%nof%n%s%nand at least%n%s",
        SEED,
        product,
        group.callers(),
        fault,
        Call.list(sequence),
        Call.list(pair.shrink(sequence)));
  }

  /** Plays a sequence of one caller until it is over or tells something. */
  private static Optional<String> play(
      Pair pair, Group group, Random random, List<Call> played, int length) {
    Requests requests = new Requests(pair.with, random);
    String caller = group.callers().get(random.nextInt(group.callers().size()));
    Optional<String> fault = Optional.empty();
    while (fault.isEmpty() && played.size() < length) {
      Call call = requests.next(caller, pair.last());
      played.add(call);
      fault = pair.ask(call);
    }
    return fault;
  }
}
