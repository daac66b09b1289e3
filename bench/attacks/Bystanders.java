// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * People who work on the server as ever: each has a token and an address of their own, reads and
 * writes a little, and waits a moment. One of them connects again for every request. Beside them,
 * something asks ten times a second, by a new connection, whether the server lives.
 *
 * <p>They are a process of their own, so that what the attackers allocate does not stop their clocks.
 */
final class Bystanders {
  private static final int PEOPLE = 4;
  private static final List<String> KINDS =
      List.of("space", "list", "live", "ready", "write", "file", "folder", "larger write");
  private static final int PAUSE = 25;
  private static final int LOOK_EVERY = 100;

  /** What is told of when one asks for details, in nanoseconds. */
  private static final long SLOW = 150_000_000;

  /** A probe that is not answered, in nanoseconds. */
  private static final long NEVER = 60_000_000_000L;

  private final World world;
  private final List<String> spaces = new ArrayList<>();

  /** Makes a body larger than those that need no budget. */
  private final String padding = " ".repeat(8_000);

  Bystanders(World world) throws IOException {
    this.world = world;
    for (int i = 0; i < PEOPLE; i++) {
      Client client = world.client("hubot" + i);
      String notes = World.list(4, each -> World.note(each, "x".repeat(540)));
      spaces.add(World.space(client, "hubot" + i, ",\"resources_attributes\":[" + notes + "]"));
      for (int j = 0; j < 30; j++) {
        World.space(client, "hubot" + i, "");
      }
      World.repository(client, "mine", ",\"auto_init\":true");
      client.close();
    }
  }

  /**
   * Works from each line {@code begin} on standard input until the line {@code end}, and then prints
   * what was seen. Its arguments are those of a {@link Target}.
   */
  public static void main(String[] args) throws IOException {
    Bystanders bystanders = new Bystanders(new World(Target.of(args)));
    System.out.println("ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while ("begin".equals(in.readLine())) {
      try (Load load = bystanders.begin()) {
        in.readLine();
        System.out.println(load.end().line());
      } catch (IOException e) {
        e.printStackTrace();
        System.exit(1); // The threads of a load that has half begun would go on.
      }
    }
  }

  /** A load of them that goes on until it is closed. */
  Load begin() throws IOException {
    return new Load();
  }

  /** The load. */
  final class Load implements Closeable {
    private final Tally tally = new Tally();
    private final List<List<Long>> times = KINDS.stream().map(kind -> Collections.synchronizedList(new ArrayList<Long>())).toList();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;
    private volatile long live;

    private Load() throws IOException {
      for (int i = 0; i < PEOPLE; i++) {
        Client client = new Client(world.target(), "127.0.1." + (1 + i), world.token("hubot" + i));
        int number = i;
        threads.add(
            Thread.ofPlatform()
                .start(() -> work(number, number == 0 ? client.connectingAgain() : client)));
      }
      threads.add(Thread.ofPlatform().start(this::look));
    }

    private void work(int number, Client client) {
      String space = spaces.get(number);
      for (int round = 0; !over; round++) {
        long begun = System.nanoTime();
        try {
          tally.add(one(client, space, number, round));
        } catch (IOException e) {
          tally.broken(e);
        }
        long took = System.nanoTime() - begun;
        times.get(round % KINDS.size()).add(took);
        if (took > SLOW && System.getenv("BENCH_VERBOSE") != null) {
          System.err.printf("slow: %s of %d, %d ms%n", KINDS.get(round % KINDS.size()), number, took / 1_000_000);
        }
        Siege.pause(PAUSE);
      }
      client.close();
    }

    private Answer one(Client client, String space, int number, int round) throws IOException {
      String files = "/repos/hubot" + number + "/mine/contents/";
      return switch (KINDS.get(round % KINDS.size())) {
        case "space" -> client.get(space);
        case "list" -> client.get("/users/hubot" + number + "/copilot-spaces");
        case "live" -> client.get("/health/live");
        case "ready" -> client.get("/health/ready");
        case "write" -> client.put(space, "{\"description\":\"" + round + "\"}");
        case "file" -> client.get(files + "README.md");
        case "folder" -> client.get(files);
        default -> client.put(space, "{\"description\":\"" + round + "\"}" + padding);
      };
    }

    private void look() {
      while (!over) {
        long begun = System.nanoTime();
        long took = NEVER;
        try (Wire wire = Wire.open(world.target(), "127.0.3.1")) {
          wire.readWithin(10_000);
          wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nUser-Agent: probe\r\nConnection: close\r\n\r\n");
          if (tally.add(wire.read()).status() == 200) {
            took = System.nanoTime() - begun;
          }
        } catch (IOException e) {
          tally.broken(e);
        }
        live = Math.max(live, took);
        Siege.pause(LOOK_EVERY);
      }
    }

    /** Ends the load, and returns what was seen. */
    Seen end() {
      close();
      String slowest =
          IntStream.range(0, KINDS.size())
              .mapToObj(Integer::valueOf)
              .max(Comparator.comparingDouble(kind -> at(sorted(times.get(kind).stream()), 0.99)))
              .map(kind -> "%s %.0f".formatted(KINDS.get(kind), at(sorted(times.get(kind).stream()), 0.99)))
              .orElseThrow();
      long[] all = sorted(times.stream().flatMap(List::stream));
      return new Seen(at(all, 0.5), at(all, 0.99), at(all, 1), slowest, live / 1e6, tally.faults(), tally.hopeless(), tally.failures() + tally.broken(), tally.toString());
    }

    private static long[] sorted(Stream<Long> values) {
      return values.mapToLong(Long::longValue).sorted().toArray();
    }

    private static double at(long[] sorted, double part) {
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(part * (sorted.length - 1))] / 1e6;
    }

    @Override
    public void close() {
      over = true;
      for (Thread thread : threads) {
        try {
          thread.join(60_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
