// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An attack under way: its clients, how long it lasts, and what it was answered. */
final class Siege implements Closeable {
  /** What a client does again and again. */
  @FunctionalInterface
  interface Step {
    void run(Client client, int round) throws IOException;
  }

  /** What a connection does once. */
  @FunctionalInterface
  interface Once {
    void run(Wire wire, int number) throws IOException;
  }

  final Tally tally = new Tally();
  private final World world;
  private final long end;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Siege(World world, double seconds) {
    this.world = world;
    this.end = System.nanoTime() + (long) (seconds * 1e9);
  }

  boolean isOver() {
    return System.nanoTime() - end > 0;
  }

  /** Returns an address that belongs to the attack, of 200. */
  static String address(int number) {
    return "127.0.2." + (1 + number % 200);
  }

  /** Lets clients of a login do something until the end, each with a token and an address of its own. */
  void crowd(String login, int clients, Step step) throws IOException {
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      all.add(new Client(world.target(), address(i), login.isEmpty() ? "" : world.token(login)));
    }
    all.forEach(client -> threads.submit(() -> again(client, step)));
  }

  /** Returns a client that is closed at the end. */
  Client keep(Client client) {
    open.add(client);
    return client;
  }

  private void again(Client client, Step step) {
    open.add(client);
    for (int round = 0; !isOver(); round++) {
      try {
        step.run(client, round);
      } catch (IOException e) {
        if (!isOver()) {
          tally.broken(e);
          pause(20);
        }
      } catch (RuntimeException e) {
        if (!isOver()) {
          tally.wrong(e.toString());
          pause(20);
        }
      }
    }
    client.close();
    open.remove(client);
  }

  /** Makes connections, 3,000 a second, from that many addresses, and keeps each until the end. */
  void connect(int connections, int addresses, boolean bare, Once once) {
    for (int i = 0; i < connections && !isOver(); i++) {
      if (i % 30 == 29) {
        pause(10);
      }
      int number = i;
      threads.submit(() -> {
        try {
          String from = address(number % addresses);
          Wire wire = bare ? Wire.bare(world.target(), from) : Wire.open(world.target(), from);
          open.add(wire);
          if (isOver()) {
            wire.close(); // It was made too late to be closed with the others.
          }
          once.run(wire, number);
        } catch (IOException e) {
          if (!isOver()) {
            tally.broken(e);
          }
        }
      });
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end and then closes everything. */
  @Override
  public void close() throws IOException {
    while (!isOver()) {
      pause(50);
    }
    for (Closeable each : new ArrayList<>(open)) {
      each.close();
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        tally.wrong("clients were not answered within a minute");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Closeable each : new ArrayList<>(open)) {
      each.close();
    }
  }
}
