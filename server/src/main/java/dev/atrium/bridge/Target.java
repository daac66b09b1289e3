// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.bridge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the bridge sends what it reads, and by which token. */
public record Target(URI url, String token) {
  /** The paths of the endpoint, as the server has them. */
  private static final Pattern ENDPOINT = Pattern.compile("(.*/mcp(?:/x/[^/]+)?)(/readonly)?");

  /** Checks the token. The message of a failure does not have it. */
  public Target {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          "The token has a blank or another character that no token has. Look for quotes and line ends around it.");
    }
    if (token.startsWith("$")) {
      throw new IllegalArgumentException(
          "The token begins with $: the client did not fill in the variable that its configuration names.");
    }
  }

  /**
   * Returns the endpoint that a URL leads to: the URL itself, or {@code /mcp} below it.
   *
   * @param readOnly whether the tools that write are left out
   * @throws IllegalArgumentException if it is no URL of a server
   */
  public static URI endpoint(String text, boolean readOnly) {
    URI given;
    try {
      given = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no URL", e);
    }
    String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?")
        || given.getHost() == null
        || given.getRawUserInfo() != null
        || given.getRawQuery() != null
        || given.getRawFragment() != null) {
      throw new IllegalArgumentException("no URL of a server");
    }
    String path = given.getRawPath().replaceFirst("/+$", "");
    var endpoint = ENDPOINT.matcher(path);
    boolean whole = endpoint.matches();
    String base = whole ? endpoint.group(1) : path + "/mcp";
    String end = readOnly || (whole && endpoint.group(2) != null) ? "/readonly" : "";
    return URI.create(scheme + "://" + given.getRawAuthority() + base + end);
  }

  /** Tells whether others on the way can read the token. */
  boolean isOpen() {
    return "http".equals(url.getScheme())
        && !url.getHost().matches("localhost|127\\.[0-9.]+|\\[::1]");
  }

  /** Takes the token out of a text, for logs and messages. */
  String cleaned(String text) {
    return text.replace(token, "…");
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
