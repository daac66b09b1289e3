// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Weak entity tags: a digest of what is answered, and the comparison that If-None-Match uses. */
final class ETags {
  private ETags() {}

  /** Returns the tag of content with this digest. */
  static Header weak(byte[] digest) {
    return HeaderValues.createCached(
        HeaderNames.ETAG, "W/\"" + HexFormat.of().formatHex(digest) + "\"");
  }

  static boolean match(List<String> ifNoneMatch, String etag) {
    String wanted = strong(etag);
    for (String line : ifNoneMatch) {
      for (String tag : line.split(",", -1)) {
        if (tag.strip().equals("*") || strong(tag.strip()).equals(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells whether a line of {@code If-None-Match} has a {@code *}, alone or among tags. */
  static boolean hasWildcard(String line) {
    return Arrays.stream(line.split(",", -1)).anyMatch(tag -> tag.strip().equals("*"));
  }

  private static String strong(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
