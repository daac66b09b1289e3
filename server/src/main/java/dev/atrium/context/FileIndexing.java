// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.context.TextDecoder.Decoded;
import dev.atrium.context.WantedFiles.Wanted;
import dev.atrium.git.GitRepository;
import dev.atrium.git.GitSources.Blob;
import dev.atrium.search.Facts;
import dev.atrium.search.FileLog;
import dev.atrium.search.IndexChanges;
import dev.atrium.search.IndexedFile;
import dev.atrium.search.Trait;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads texts and puts them into an index with what is known of them. */
final class FileIndexing {
  private final ContextLimits limits;

  FileIndexing(ContextLimits limits) {
    this.limits = limits;
  }

  /** Reads a file of a repository and puts it into the index. */
  void put(GitRepository git, IndexChanges index, Wanted file, FileLog log) {
    Blob blob = git.sources().blob(file.sha(), limits.fileBytes());
    Optional<Decoded> text = blob.bytes().flatMap(TextDecoder::decode);
    IndexedFile indexed =
        new IndexedFile(
            file.path(),
            file.unit(),
            file.blob(),
            text.map(Decoded::text).orElse(""),
            facts(file.path(), blob, text),
            log);
    index.putFile(indexed);
    if (!index.hasText(file.blob())) {
      index.putText(indexed);
    }
  }

  private static Facts facts(String path, Blob blob, Optional<Decoded> text) {
    if (text.isEmpty()) {
      Trait why = blob.bytes().isEmpty() ? Trait.TOO_LARGE : Trait.BINARY;
      return new Facts(blob.size(), 0, 0, Set.of(why));
    }
    EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(text.get().traits());
    if (Generated.is(path, text.get().text())) {
      traits.add(Trait.GENERATED);
    }
    return new Facts(blob.size(), (int) text.get().text().lines().count(), Facts.UNCOUNTED, traits);
  }

  /** Counts the tokens of a file, if it is a text. That takes long, and searches need not wait. */
  Optional<Integer> tokens(GitRepository git, Wanted file) {
    return git.sources()
        .blob(file.sha(), limits.fileBytes())
        .bytes()
        .flatMap(TextDecoder::decode)
        .map(text -> TokenCounter.O200K_BASE.count(text.text()));
  }

  /**
   * Puts a text into an index that no file of a repository has: a note, or an issue.
   *
   * @param name what stands for a path
   */
  static void put(IndexChanges index, String name, long unit, long blob, String text) {
    long bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    Facts facts =
        new Facts(bytes, (int) text.lines().count(), TokenCounter.O200K_BASE.count(text), Set.of());
    IndexedFile indexed = new IndexedFile(name, unit, blob, text, facts, FileLog.NONE);
    index.putFile(indexed);
    index.putText(indexed);
  }
}
