// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A builder of the URLs in bodies, always from the configured public URL and never from the Host
 * header.
 *
 * @param publicUrl without a slash at its end
 */
public record Urls(String publicUrl) {
  public Urls {
    publicUrl =
        publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
  }

  /**
   * Returns the URLs of a server that has no public URL.
   *
   * @param scheme with its slashes
   * @param address the address or name that it listens on
   */
  public static Urls at(String scheme, String address, int port) {
    return new Urls(scheme + (address.contains(":") ? "[" + address + "]" : address) + ":" + port);
  }

  /** Returns a URL of the API, under the prefix that clients of GitHub Enterprise Server use. */
  public String api(String path) {
    return publicUrl + "/api/v3" + path;
  }

  public String html(String path) {
    return publicUrl + path;
  }

  /** Encodes a path, and keeps its slashes. */
  public static String encodePath(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
