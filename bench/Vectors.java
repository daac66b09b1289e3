// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import dev.atrium.embedding.LocalEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * How fast the model inside the process makes vectors, of this repository's own source in windows of 800 characters,
 * and what memory that takes. {@code Vectors.java FOLDER TOKENS WORKERS} prints a row of bench/README.md's table;
 * the folder gets the native library.
 */
final class Vectors {
  private static final int WINDOW = 800;
  private static final int WINDOWS = 600;
  private static final int QUERIES = 200;
  private static final int WARM_UP = 64;

  private Vectors() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int tokens = Integer.parseInt(arguments[1]);
    int workers = Integer.parseInt(arguments[2]);
    List<String> windows = spread(windows(), WINDOWS);
    List<String> queries = spread(headings(), QUERIES);
    long before = resident();
    LocalEmbedder embedder = new LocalEmbedder(folder, tokens, workers, () -> {});
    long begun = System.nanoTime();
    embedder.query(queries.getFirst());
    double opened = millis(begun);
    long open = resident();
    embedder.passages(windows.subList(0, WARM_UP));
    begun = System.nanoTime();
    embedder.passages(windows);
    double perSecond = windows.size() * 1000 / millis(begun);
    double[] alone = latencies(embedder, queries);
    double[] beside = beside(embedder, windows, queries);
    long after = resident();
    embedder.close();
    System.out.printf(
        "| %d | %d | %.0f | %.1f / %.1f | %.1f / %.1f | %.0f | %d | %d | %d |%n",
        tokens, workers, perSecond, alone[0], alone[1], beside[0], beside[1], opened, before, open, after);
  }

  /** Queries while the workers are busy all the time. */
  private static double[] beside(LocalEmbedder embedder, List<String> windows, List<String> queries)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread indexing =
        Thread.startVirtualThread(
            () -> {
              while (!over.get()) {
                embedder.passages(windows.subList(0, WARM_UP));
              }
            });
    double[] latencies = latencies(embedder, queries);
    over.set(true);
    indexing.join();
    return latencies;
  }

  /** The median and the 95th percentile of single queries, in milliseconds. */
  private static double[] latencies(LocalEmbedder embedder, List<String> queries) {
    double[] all = new double[queries.size()];
    for (int i = 0; i < all.length; i++) {
      long begun = System.nanoTime();
      embedder.query(queries.get(i));
      all[i] = millis(begun);
    }
    Arrays.sort(all);
    return new double[] {all[all.length / 2], all[all.length * 95 / 100]};
  }

  private static double millis(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  /** Resident memory, in MB. */
  private static long resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** Windows of the source, each with the name of its file in front. */
  private static List<String> windows() throws IOException {
    List<String> windows = new ArrayList<>();
    for (Path file : files(Path.of("server", "src", "main"), ".java")) {
      String text = Files.readString(file);
      for (int i = 0; i < text.length(); i += WINDOW) {
        windows.add(file + "\n" + text.substring(i, Math.min(text.length(), i + WINDOW)));
      }
    }
    return windows;
  }

  /** The headings of the documentation, which are as long as what people ask. */
  private static List<String> headings() throws IOException {
    List<String> headings = new ArrayList<>();
    for (Path file : files(Path.of("."), ".md")) {
      Files.readAllLines(file).stream().filter(line -> line.startsWith("#")).forEach(headings::add);
    }
    return headings;
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("node_modules"))
          .sorted()
          .toList();
    }
  }

  private static List<String> spread(List<String> all, int count) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / count)));
    }
    return chosen;
  }
}
