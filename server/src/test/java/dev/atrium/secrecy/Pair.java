// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two servers that are asked the same: one where things are hidden from the group, and one where
 * they are not at all. Who can tell the two apart was told of what is hidden.
 */
final class Pair implements AutoCloseable {
  /** What is answered by indexes, which follow soon on what is written. */
  private static final Pattern CONTENTS =
      Pattern.compile("/copilot-spaces/[^/]+/(sources|documents|search|context)");

  final World with;
  private final World without;
  private final Product product;
  private final long seed;
  private final Group group;
  private @Nullable Answer last;
  private boolean left;
  private int letThrough;
  private int contents;

  Pair(Product product, long seed, Group group) {
    this.product = product;
    this.seed = seed;
    this.group = group;
    this.with = new World(product, seed);
    this.without = new World(product, seed).withdraw(group.hidden());
  }

  /** What the caller was answered last; nothing at the start of a sequence. */
  @Nullable Answer last() {
    return last;
  }

  /** How many of the calls were answered with success. */
  int letThrough() {
    return letThrough;
  }

  /** How many of these were answers with the content of spaces. */
  int contents() {
    return contents;
  }

  /** Sends it to both; tells what the caller could learn by it. */
  Optional<String> ask(Call call) {
    boolean content = CONTENTS.matcher(call.path()).find();
    if (content) {
      Indexed.settle(with.server);
      Indexed.settle(without.server);
    }
    CompletableFuture<Answer> meanwhile =
        CompletableFuture.supplyAsync(() -> call.send(without.callers.get(call.caller())));
    Answer answer = call.send(with.callers.get(call.caller()));
    Answer other = meanwhile.join();
    last = answer;
    letThrough += answer.status() < 300 ? 1 : 0;
    contents += content && answer.status() < 300 ? 1 : 0;
    if (answer.status() >= 500) {
      return Optional.of("status " + answer.status() + " " + answer.text());
    }
    Optional<String> difference = Answers.difference(answer, other);
    if (difference.isPresent()) {
      return difference.map(what -> "answers by what is hidden: " + what);
    }
    List<String> told = with.canaries.in(answer, call, group.hidden());
    if (call.isWrite() && answer.status() < 300) {
      with.canaries.gaveAway(call);
      left |= call.path().contains("/memberships/");
    }
    return told.isEmpty() ? Optional.empty() : Optional.of("tells " + told + ": " + answer.text());
  }

  /** Begins a new sequence, with everybody in their place. */
  void restore() {
    last = null;
    if (left) {
      with.restore();
      without.restore();
      left = false;
    }
  }

  /** Fewer of the calls that show a fault on fresh servers too; all of them where none do. */
  List<Call> shrink(List<Call> calls) {
    List<Call> last = calls.subList(calls.size() - 1, calls.size());
    if (showsFault(last)) {
      return last;
    }
    List<Call> fewest = calls;
    for (int i = calls.size() - 2; i >= 0; i--) {
      List<Call> fewer = new ArrayList<>(fewest);
      fewer.remove(i);
      fewest = showsFault(fewer) ? fewer : fewest;
    }
    return fewest;
  }

  private boolean showsFault(List<Call> calls) {
    try (Pair fresh = new Pair(product, seed, group)) {
      return calls.stream().anyMatch(call -> fresh.ask(call).isPresent());
    }
  }

  @Override
  public void close() {
    with.close();
    without.close();
  }
}
