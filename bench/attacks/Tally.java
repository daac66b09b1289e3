// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What some clients were answered. */
final class Tally {
  private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final LongAdder broken = new LongAdder();
  private final LongAdder hopeless = new LongAdder();
  private final ConcurrentSkipListSet<String> wrong = new ConcurrentSkipListSet<>();

  Answer add(Answer answer) {
    statuses.computeIfAbsent(answer.status(), status -> new LongAdder()).increment();
    if (answer.status() == 503 && !answer.headers().containsKey("retry-after")) {
      hopeless.increment();
    }
    return answer;
  }

  /** Counts a connection that was refused or broke off. */
  void broken(IOException e) {
    broken.increment();
    if (System.getenv("BENCH_VERBOSE") != null) {
      System.err.println("broken: " + e);
    }
  }

  /** Notes something that must not be. */
  void wrong(String what) {
    if (wrong.size() < 5) {
      wrong.add(what);
    }
  }

  long broken() {
    return broken.sum();
  }

  /** Returns how many answers are 503 without a time after which to try again. */
  long hopeless() {
    return hopeless.sum();
  }

  /** Returns how many answers are server errors other than 503. */
  long faults() {
    return count(status -> status >= 500 && status != 503);
  }

  /** Returns how many answers are not what somebody who did nothing wrong may expect. */
  long failures() {
    return count(status -> status >= 400);
  }

  private long count(java.util.function.IntPredicate which) {
    return statuses.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  long of(int status) {
    return count(each -> each == status);
  }

  ConcurrentSkipListSet<String> wrong() {
    return wrong;
  }

  @Override
  public String toString() {
    String all =
        new TreeMap<>(statuses).entrySet().stream()
            .map(entry -> entry.getKey() + " × " + entry.getValue().sum())
            .collect(Collectors.joining(", "));
    return broken.sum() == 0 ? all : all + (all.isEmpty() ? "" : ", ") + "ended × " + broken.sum();
  }
}
