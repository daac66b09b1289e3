// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.server.Config;
import dev.atrium.tokens.AdminToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The question who can reach a server, and what follows from that: which settings it then needs,
 * and what its administrator must know.
 */
final class Reach {
  /** The command that prints a strong token. */
  private static final String MAKE_TOKEN = "openssl rand -hex 32";

  private static final Pattern PUBLIC_URL =
      Pattern.compile(
          "https?://(?<host>\\[[0-9A-F:.]+\\]|[A-Z0-9_-][A-Z0-9._-]*)(?::(?<port>\\d{1,5}))?(?:/[A-Z0-9._~-]+)*/?",
          Pattern.CASE_INSENSITIVE);

  private Reach() {}

  /**
   * Returns the address if this machine has it.
   *
   * @throws IllegalArgumentException if it has not
   */
  static String checkedBind(String text) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(text))) {
      return socket.isBound() ? text : "";
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Returns the URL if clients can use it.
   *
   * @throws IllegalArgumentException if they cannot
   */
  static String checkedPublicUrl(String text) {
    Matcher url = PUBLIC_URL.matcher(text);
    if (!url.matches()
        || (url.group("port") != null
            && Integer.parseInt(url.group("port")) > ServerOptions.LAST_PORT)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /**
   * Refuses what would make a server useless or easy prey.
   *
   * @throws IllegalArgumentException if URLs in answers would lead nowhere, or others can reach the
   *     server and could guess the admin token
   */
  static void check(Config config) {
    if (address(config.bind()).isAnyLocalAddress() && config.publicUrl().isEmpty()) {
      throw new IllegalArgumentException(
          "--public-url is missing: with --bind %s, URLs in answers would lead nowhere. Give the URL at which clients reach the server, such as https://atrium.example.com"
              .formatted(config.bind()));
    }
    boolean weak = config.adminToken().filter(token -> !AdminToken.isStrong(token)).isPresent();
    if (weak && isPublic(config)) {
      throw new IllegalArgumentException(
          "ATRIUM_ADMIN_TOKEN takes a text that nobody can guess, of at least %d random characters, where others can reach the server. Make one with: %s"
              .formatted(AdminToken.STRONG_LENGTH, MAKE_TOKEN));
    }
  }

  /** Returns what the administrator must know once the server serves. */
  static List<String> notices(Config config) {
    List<String> notices = new ArrayList<>();
    boolean encrypted =
        config.tls().isPresent()
            || config
                .publicUrl()
                .filter(url -> url.regionMatches(true, 0, "https", 0, 5))
                .isPresent();
    if (!encrypted && isPublic(config)) {
      notices.add(
          "Without HTTPS, whoever is between a client and this server can read its tokens and contents. Set --tls-cert and --tls-key, or put a proxy with HTTPS in front and set --bind 127.0.0.1.");
    }
    if (config.adminToken().isEmpty()) {
      notices.add(
          "There is no admin token, so nobody can create users, organizations or tokens. To get in, stop the server and start it again with ATRIUM_ADMIN_TOKEN set, for example to what this prints: "
              + MAKE_TOKEN);
    }
    return notices;
  }

  /** Tells whether others can reach the server: by itself, or through a proxy in front of it. */
  private static boolean isPublic(Config config) {
    return !address(config.bind()).isLoopbackAddress()
        || config
            .publicUrl()
            .map(PUBLIC_URL::matcher)
            .filter(url -> url.matches() && !isLoopback(url.group("host")))
            .isPresent();
  }

  private static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false; // A name, which is not looked up.
    }
  }

  private static InetAddress address(String bind) {
    try {
      return InetAddress.getByName(bind);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
