// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.search.Facts;
import dev.atrium.search.Trait;
import java.util.Optional;

/**
 * One text of a space, as a caller may read it now.
 *
 * @param id stable: the resource's id, and behind a slash the path for a file
 * @param title the path of a file, or the title of an issue or a note
 * @param ref what the file was read at: a branch, a tag or a commit; empty for anything but files
 * @param path empty for anything but files
 * @param blob the id of its content; empty if there is none
 * @param unit the number by which its index knows it
 * @param facts what the index knows of it, if it has it
 * @param reason why it cannot be read or found, as a sentence; empty if it can
 */
public record Document(
    String id,
    long resourceId,
    DocumentKind kind,
    String title,
    Optional<SourceRepository> repository,
    String ref,
    String commit,
    String path,
    String blob,
    long unit,
    Optional<Facts> facts,
    DocumentState state,
    String reason) {

  /** Makes the only document of a resource, which is no file. */
  static Document single(
      long resourceId,
      DocumentKind kind,
      String title,
      Optional<SourceRepository> repository,
      String blob,
      long unit,
      Optional<Facts> facts,
      DocumentState state,
      String reason) {
    return new Document(
        Long.toString(resourceId),
        resourceId,
        kind,
        title,
        repository,
        "",
        "",
        "",
        blob,
        unit,
        facts,
        state,
        reason);
  }

  /** Returns the encoding that the text was decoded from, if it was not UTF-8. */
  Optional<String> encoding() {
    return facts.flatMap(known ->
        known.is(Trait.UTF_16)
            ? Optional.of("UTF-16")
            : known.is(Trait.LATIN_1) ? Optional.of("ISO-8859-1") : Optional.empty());
  }

  /** Returns its size in bytes, if it is known. */
  Optional<Long> bytes() {
    return facts.map(Facts::bytes);
  }

  /** Returns its lines, if they are counted. */
  public Optional<Integer> lines() {
    return state.isReadable() ? facts.map(Facts::lines) : Optional.empty();
  }

  /** Returns its tokens by {@link TokenCounter#O200K_BASE}, if they are counted. */
  public Optional<Integer> tokens() {
    return state.isReadable()
        ? facts.map(Facts::tokens).filter(tokens -> tokens != Facts.UNCOUNTED)
        : Optional.empty();
  }

  /** Returns where it is, for people: {@code acme/pay@3f2c91d src/Card.java}, or its title. */
  public String place() {
    if (kind == DocumentKind.FILE && repository.isPresent() && !commit.isEmpty()) {
      return "%s@%s %s".formatted(repository.get().fullName(), commit.substring(0, 7), name());
    }
    return name();
  }

  /**
   * Returns its name within its repository, on one line: a path may have line ends, with which it
   * could pretend to be more than a name.
   */
  public String name() {
    String name = kind == DocumentKind.NOTE ? "note \"%s\"".formatted(title) : title;
    return name.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}
