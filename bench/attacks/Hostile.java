// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What hostile and heavy clients do, and what others notice of it. {@code Hostile.java NAME PORT
 * http|https PID LOG DATA ADMIN_TOKEN SECONDS} prints a row an attack. It fails unless, during each
 * of them, the others' 99th percentile stays within 250 ms, the server says within a second that it
 * lives, and no answer is a server error other than 503 with Retry-After; unless the process lives,
 * and its memory is back afterwards.
 */
final class Hostile {
  private static final double MOST_P99 = 250;
  private static final double MOST_LIVE = 1_000;

  /** How much more memory may be in use afterwards, and what does not count. */
  private static final double MOST_MEMORY = 1.1;

  private static final long HEAP_SLACK = 4 * 1024;
  private static final long RESIDENT_SLACK = 16 * 1024;
  private static final double WARM_SECONDS = 2;
  private static final double CALM_SECONDS = 3;
  private static final long BACK_WITHIN = 40_000_000_000L;

  private final Target target;
  private final World world;
  private final double seconds;
  private boolean held = true;

  private Hostile(Target target, double seconds) {
    this.target = target;
    this.world = new World(target);
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    Hostile hostile = new Hostile(Target.of(args), Double.parseDouble(args[7]));
    try (Observers observers = new Observers(Arrays.copyOf(args, 7))) {
      hostile.run(observers);
    }
    System.exit(hostile.held ? 0 : 1);
  }

  private void run(Observers observers) throws Exception {
    Pattern only = Pattern.compile(System.getenv().getOrDefault("BENCH_ONLY", ""));
    observers.begin();
    Siege.pause(5_000);
    observers.end();
    for (Attack attack : attacks()) {
      if (only.matcher(attack.toString()).find()) {
        System.err.println("bench: " + target.name() + ", " + attack);
        try {
          attack.prepare().run();
          judge(attack, observers);
        } catch (IOException | RuntimeException e) { // The server does not answer even its administrator.
          held = false;
          System.out.printf("| %s | %s, %s | | | | | | | | NO: %s |%n", attack.row(), attack.what(), target.name(), e);
          if (System.getenv("BENCH_VERBOSE") != null) {
            e.printStackTrace();
          }
        }
        if (!target.isAlive()) {
          return;
        }
      }
    }
  }

  private List<Attack> attacks() {
    if (target.tls()) {
      return new ConnectionAttacks(world).overTls();
    }
    List<Attack> all = new ArrayList<>();
    all.addAll(new GitAttacks(world).all());
    all.addAll(new ConnectionAttacks(world).all());
    all.addAll(new BodyAttacks(world).all());
    all.addAll(new ReadAttacks(world).all());
    all.addAll(new SearchAttacks(world).all());
    all.addAll(new RightsAttacks(world).all());
    return all;
  }

  private void judge(Attack attack, Observers observers) throws Exception {
    siege(attack, WARM_SECONDS); // What is cached and compiled for it is there before the memory is taken.
    Siege.pause(1_000);
    long heap = target.live();
    long resident = target.resident();
    observers.begin();
    Siege.pause((long) (CALM_SECONDS * 1_000));
    Seen calm = observers.end();
    long logged = target.logged();
    double used = target.processor();
    observers.begin();
    Tally tally = siege(attack, seconds);
    used = target.processor() - used;
    Seen seen = observers.end();
    Memory after = settled(heap, resident);
    report(attack, calm, seen, used, tally, new Memory(heap, resident), after, target.faults(logged));
  }

  private Tally siege(Attack attack, double length) throws Exception {
    Siege siege = new Siege(world, length);
    try (siege) {
      attack.run().on(siege);
    }
    return siege.tally;
  }

  /** What is in use, in KiB. */
  private record Memory(long heap, long resident) {
    boolean exceeds(Memory before) {
      return heap > before.heap * MOST_MEMORY + HEAP_SLACK
          || resident > before.resident * MOST_MEMORY + RESIDENT_SLACK;
    }
  }

  /** Waits until the memory is back, or for long enough. */
  private Memory settled(long heap, long resident) throws Exception {
    Memory before = new Memory(heap, resident);
    long begun = System.nanoTime();
    Memory after;
    do {
      Siege.pause(2_000);
      after = new Memory(target.live(), target.resident());
    } while (after.exceeds(before) && System.nanoTime() - begun < BACK_WITHIN && target.isAlive());
    return after;
  }

  private void report(
      Attack attack, Seen calm, Seen seen, double used, Tally tally, Memory before, Memory after, long faults) {
    List<String> verdict = new ArrayList<>();
    check(verdict, !target.isAlive(), "the process ended");
    check(verdict, seen.p99() > MOST_P99, "others' p99");
    check(verdict, seen.live() > MOST_LIVE, "live");
    check(verdict, tally.faults() + seen.faults() > 0, "a 5xx");
    check(verdict, tally.hopeless() + seen.hopeless() > 0, "503 without Retry-After");
    check(verdict, seen.failures() > 0, "others: " + seen.answers());
    check(verdict, after.exceeds(before), "memory");
    check(verdict, faults > 0, faults + " lines of errors logged");
    tally.wrong().forEach(wrong -> check(verdict, true, wrong));
    held &= verdict.isEmpty();
    System.out.printf(
        "| %s | %s, %s | %.0f / %.0f | %.0f / %.0f / %.0f (%s) | %.0f | %.1f | %s | %.0f → %.0f | %.0f → %.0f | %s |%n",
        attack.row(), attack.what(), target.name(), calm.p50(), calm.p99(), seen.p50(), seen.p99(),
        seen.most(), seen.slowest(), seen.live(), used, tally, before.heap / 1024.0, after.heap / 1024.0,
        before.resident / 1024.0, after.resident / 1024.0,
        verdict.isEmpty() ? "yes" : "NO: " + String.join("; ", verdict));
  }

  private static void check(List<String> verdict, boolean failed, String what) {
    if (failed) {
      verdict.add(what);
    }
  }
}
