// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The long lists of the benchmark. {@code seed URL login count …} gives each account that many
 * spaces, straight into the database of a stopped server; {@code deep URL token} walks a list by
 * its links and prints the URL of a page of 30 near its end; with a number behind them it fails unless
 * the list has that many spaces.
 */
final class Lists {
  private static final Pattern SPACE = Pattern.compile("\"base_role\":");
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "seed" -> {
        try (Connection connection = DriverManager.getConnection(args[1])) {
          connection.setAutoCommit(false);
          for (int i = 2; i < args.length; i += 2) {
            seed(connection, args[i], Integer.parseInt(args[i + 1]));
          }
          connection.commit();
        }
      }
      case "deep" ->
          System.out.println(
              deep(args[1], args[2], args.length > 3 ? Integer.parseInt(args[3]) : -1));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void seed(Connection connection, String login, int count) throws SQLException {
    long now = System.currentTimeMillis() / 1000;
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO space (owner_id, number, name, description, base_role, creator_id, created_at, updated_at, version)
            SELECT id, ?, ?, 'How a release is made', 'no_access', id, ?, ?, 1 FROM account WHERE login_key = ?
            """)) {
      for (int number = 1; number <= count; number++) {
        insert.setInt(1, number);
        insert.setString(2, "Notes " + number);
        insert.setLong(3, now);
        insert.setLong(4, now);
        insert.setString(5, login);
        insert.addBatch();
        if (number % 1000 == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE account SET next_space_number = ? WHERE login_key = ?")) {
      update.setInt(1, count + 1);
      update.setString(2, login);
      update.executeUpdate();
    }
  }

  /** Walks by 50s, so that a page of 30 at the last link lies whole before the list's end. */
  private static String deep(String list, String token, int expected)
      throws IOException, InterruptedException {
    String deepest = list;
    int found = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String page = list + "?per_page=50"; !page.isEmpty(); ) {
        deepest = page;
        HttpResponse<String> answer = get(client, page, token);
        found += (int) SPACE.matcher(answer.body()).results().count();
        Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
        page = link.find() ? link.group(1) : "";
      }
    }
    if (expected >= 0 && found != expected) {
      throw new IOException(list + " has " + found + " spaces, not " + expected);
    }
    return deepest.replaceFirst("per_page=50", "per_page=30");
  }

  private static HttpResponse<String> get(HttpClient client, String page, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(page + " answers " + answer.statusCode());
    }
    return answer;
  }
}
