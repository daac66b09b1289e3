// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a PostgreSQL database, as PostgreSQL's own programs take it ({@code
 * postgresql://user@host/name}) or its JDBC driver ({@code jdbc:postgresql://host/name?user=user}).
 * Neither errors nor {@link #toString} show a password.
 *
 * @param hosts one or several, separated by commas, each with its port if that is not the usual one
 * @param parameters by the names of the driver; user and password are among them
 */
public record DatabaseUrl(String hosts, String database, Map<String, String> parameters) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<jdbc>jdbc:)?postgres(?:ql)?:"
              + "(?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?(?<hosts>[^@/?#]*))?"
              + "/?(?<database>[^:@/?#]*)(?:\\?(?<query>[^#]*))?");

  private static final Pattern HOST =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(?::[1-9][0-9]{0,4})?");

  private static final String PASSWORD = "password";

  /** The parameters of PostgreSQL's own programs, and what the driver calls them. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("application_name", "ApplicationName"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("connect_timeout", "connectTimeout"),
          Map.entry("gssencmode", "gssEncMode"),
          Map.entry("options", "options"),
          Map.entry(PASSWORD, PASSWORD),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslpassword", "sslpassword"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("user", "user"));

  public DatabaseUrl {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Parses either form.
   *
   * @throws IllegalArgumentException if the text has neither; the message says what is wrong,
   *     without the text
   */
  public static DatabaseUrl parse(String text) {
    Matcher url = FORM.matcher(text);
    if (!url.matches()) {
      throw new IllegalArgumentException(
          text.startsWith("postgres") || text.startsWith("jdbc:postgres")
              ? "in names and passwords, @ : / ? # are written as %40 %3A %2F %3F %23"
              : "it begins with neither");
    }
    boolean jdbc = url.group("jdbc") != null;
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "user", url.group("user"), false);
    put(given, PASSWORD, url.group(PASSWORD), false);
    if (url.group("query") != null) {
      Arrays.stream(url.group("query").split("&", -1))
          .map(pair -> pair.split("=", 2))
          .forEach(pair -> put(given, pair[0], pair.length == 2 ? pair[1] : "", jdbc));
    }
    String hosts = url.group("hosts") == null ? "" : url.group("hosts");
    String database = decoded(url.group("database"), jdbc);
    if (jdbc) {
      return new DatabaseUrl(checked(hosts), database, given);
    }
    String host = given.remove("host");
    String port = given.remove("port");
    String name = given.remove("dbname");
    return new DatabaseUrl(
        checked((host == null ? hosts : host) + (port == null ? "" : ":" + port)),
        name == null ? database : name,
        translated(given));
  }

  private static void put(
      Map<String, String> given, String name, @Nullable String value, boolean jdbc) {
    if (value != null && !value.isEmpty()) {
      given.put(name, decoded(value, jdbc));
    }
  }

  /** Decodes a part. Only the driver takes a plus for a blank. */
  private static String decoded(String text, boolean jdbc) {
    try {
      return URLDecoder.decode(jdbc ? text : text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      // The cause would show a piece of the text.
      throw new IllegalArgumentException("a % that is meant as such is written as %25");
    }
  }

  private static String checked(String hosts) {
    if (hosts.startsWith("/")) {
      throw new IllegalArgumentException(
          "sockets in the file system are not supported: name a host");
    }
    boolean wellFormed =
        hosts.isEmpty()
            || Arrays.stream(hosts.split(",", -1)).allMatch(host -> HOST.matcher(host).matches());
    if (!wellFormed) {
      throw new IllegalArgumentException(
          "a host is a name or an address ([::1] for IPv6), with :PORT where it is not 5432");
    }
    return hosts.isEmpty() ? "localhost" : hosts;
  }

  private static Map<String, String> translated(Map<String, String> given) {
    Map<String, String> translated = new TreeMap<>();
    given.forEach((name, value) -> {
      String known = NAMES.get(name);
      if (known == null) {
        throw new IllegalArgumentException(
            "its parameters can be " + String.join(", ", new TreeSet<>(NAMES.keySet())));
      }
      translated.put(known, value);
    });
    return translated;
  }

  public boolean hasPassword() {
    return parameters.containsKey(PASSWORD);
  }

  /** Returns the same URL with a password. */
  public DatabaseUrl withPassword(String password) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(PASSWORD, password);
    return new DatabaseUrl(hosts, database, more);
  }

  /** Returns the URL for the JDBC driver, with everything that is secret. */
  public String jdbc() {
    return this
        + new TreeMap<>(parameters)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
  }

  /** Returns the URL without its parameters, for people. */
  @Override
  public String toString() {
    return "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(database, UTF_8);
  }
}
