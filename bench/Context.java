// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a space of many files is ingested and answers. {@code Context.java URL TOKEN SPACE BYTES}, with the path of
 * a space whose resource was just attached, and the size of its files. Prints rows of bench/README.md's table.
 */
final class Context {
  private static final int WARM = 100;
  private static final int QUERIES = 400;
  private static final Pattern NUMBER = Pattern.compile("\"(documents|indexed|counted)\":(\\d+)");
  private static final Pattern NAME = Pattern.compile("\"path\":\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String token;
  private final String space;

  private Context(String[] arguments) {
    this.token = arguments[1];
    this.space = arguments[0] + arguments[2];
  }

  public static void main(String[] arguments) throws Exception {
    Context bench = new Context(arguments);
    bench.ingestion(Long.parseLong(arguments[3]));
    List<String> queries = bench.queries();
    bench.measure("search by words", queries, query -> "/search?q=" + query);
    bench.measure("search by words, in a path", queries, query -> "/search?path=java.base/&q=" + query);
    bench.measure("exact, of one word", queries, query -> "/search?mode=exact&q=" + query.split("\\+")[0]);
    bench.measure("documents, a page", queries, query -> "/documents?per_page=100");
    bench.measure("sources", queries, query -> "/sources");
    bench.measure("context without a query", queries.subList(0, 50), query -> "/context");
    bench.measure("context of a query", queries.subList(0, 50), query -> "/context?q=" + query);
  }

  /** Waits until all is indexed and counted, and prints how fast that was. */
  private void ingestion(long bytes) throws Exception {
    long begun = System.nanoTime();
    boolean indexed = false;
    while (true) {
      long[] numbers = new long[3]; // of documents, indexed, counted: the answer begins with them
      Matcher number = NUMBER.matcher(get("/sources"));
      for (int i = 0; i < 3 && number.find(); i++) {
        numbers[i] = Long.parseLong(number.group(2));
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (!indexed && numbers[1] == numbers[0]) {
        indexed = true;
        System.out.printf("| ingestion by words | %.1f s, %.1f MB/s |%n", seconds, bytes / 1e6 / seconds);
      }
      if (indexed && numbers[2] == numbers[0]) {
        System.out.printf("| all tokens counted | %.1f s |%n", seconds);
        return;
      }
      Thread.sleep(200);
    }
  }

  /** Makes queries of the words of paths, two to four each. */
  private List<String> queries() throws Exception {
    List<String> words = new ArrayList<>();
    Matcher name = NAME.matcher(get("/documents?per_page=100&path=java.base/") + get("/documents?per_page=100&path=java.desktop/"));
    while (name.find()) {
      for (String word : name.group(1).replaceAll("_\\d+", "").replace(".java", "").split("[/._]|(?=[A-Z][a-z])")) {
        if (word.length() > 3) {
          words.add(word);
        }
      }
    }
    Random random = new Random(1);
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < WARM + QUERIES; i++) {
      List<String> some = new ArrayList<>();
      for (int j = 0; j < 2 + random.nextInt(3); j++) {
        some.add(words.get(random.nextInt(words.size())));
      }
      queries.add(URLEncoder.encode(String.join(" ", some), StandardCharsets.UTF_8));
    }
    return queries;
  }

  private void measure(String what, List<String> queries, java.util.function.UnaryOperator<String> path)
      throws Exception {
    int warm = Math.min(WARM, queries.size() / 4);
    double[] first = new double[queries.size() - warm];
    double[] whole = new double[first.length];
    for (int i = 0; i < queries.size(); i++) {
      long begun = System.nanoTime();
      var answer = client.send(request(path.apply(queries.get(i))), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        int one = body.read();
        double firstByte = (System.nanoTime() - begun) / 1e6;
        body.readAllBytes();
        if (answer.statusCode() != 200 || one < 0) {
          throw new IOException(path.apply(queries.get(i)) + " answered " + answer.statusCode());
        }
        if (i >= warm) {
          first[i - warm] = firstByte;
          whole[i - warm] = (System.nanoTime() - begun) / 1e6;
        }
      }
    }
    Arrays.sort(first);
    Arrays.sort(whole);
    System.out.printf(
        "| %s | first byte p50 %.1f, p95 %.1f ms; whole p50 %.1f, p95 %.1f ms |%n",
        what, at(first, .5), at(first, .95), at(whole, .5), at(whole, .95));
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  }

  private String get(String path) throws Exception {
    return client.send(request(path), BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(space + path))
        .header("Authorization", "Bearer " + token)
        .header("User-Agent", "bench")
        .build();
  }
}
