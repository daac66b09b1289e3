// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The examples of a page of the documentation, to be run as they stand there.
 *
 * @param text with another port in place of the page's
 */
record Examples(String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  static Examples read(String page) {
    try {
      return new Examples(Files.readString(Path.of("..", page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All blocks of that language, in order. */
  List<String> of(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }
}
