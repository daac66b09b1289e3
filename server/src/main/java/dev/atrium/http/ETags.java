// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.List;

/** The weak comparison of entity tags, which If-None-Match uses. */
final class ETags {
  private ETags() {}

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

  private static String strong(String etag) {
    return etag.startsWith("W/") ? etag.substring(2) : etag;
  }
}
