// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer, with its headers under their names in lower case. */
record Answer(int status, Map<String, String> headers, String body) {
  /** Returns the first group of a pattern in the body. */
  String found(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(body);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + pattern + " in " + status + " " + body);
    }
    return matcher.group(1);
  }

  Answer expect(int expected) {
    if (status != expected) {
      throw new IllegalStateException("Expected " + expected + ", not " + status + " " + body);
    }
    return this;
  }
}
