// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

/** The owner and name of a repository, as an argument has them: {@code acme/handbook}. */
record FullName(String owner, String name) {
  /**
   * Parses an argument.
   *
   * @param source what the command calls it
   * @throws IllegalArgumentException if it is not an owner and a name
   */
  static FullName of(String source, String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash != text.lastIndexOf('/') || slash == text.length() - 1) {
      throw Values.wrong(source, "the owner and name of a repository, such as acme/handbook", text);
    }
    return new FullName(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
