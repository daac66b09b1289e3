// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.resources.Resource;
import dev.atrium.resources.SourceSpec;
import dev.atrium.search.Facts;
import dev.atrium.search.IndexSnapshot;
import dev.atrium.search.Trait;
import java.util.Optional;

/**
 * A resource of a space as a caller may read it now: files of a commit, or one document.
 *
 * @param title for people: a repository, a path, or the name of a note
 * @param ref what files are read at, and {@code commit} where that is now; else empty
 * @param files the files of a source of files that can be read
 * @param single the one document of any other source, perhaps one that says why there are none
 * @param index what knows the facts of the files
 * @param note what is to be said about the source, as a sentence; else empty
 */
record Source(
    Resource resource,
    SourceSpec spec,
    String title,
    Optional<SourceRepository> repository,
    String ref,
    String commit,
    Optional<FileList> files,
    Optional<Document> single,
    Optional<IndexSnapshot> index,
    String note) {

  /** Returns how many documents the source has. */
  int size() {
    return files.map(FileList::size).orElse(single.isPresent() ? 1 : 0);
  }

  /** Tells whether the source has texts that an index should know. */
  boolean isIndexed() {
    return files.isPresent() || single.filter(one -> one.state().isReadable()).isPresent();
  }

  Document document(int place) {
    return files.map(list -> file(list, place)).or(() -> single).orElseThrow();
  }

  private Document file(FileList list, int place) {
    String path = list.files().get(place).path();
    long unit = list.unit(place);
    Optional<Facts> facts = index.flatMap(known -> known.facts(unit));
    DocumentState state = facts.map(Source::state).orElse(DocumentState.INDEXING);
    return new Document(
        resource.id() + "/" + path,
        resource.id(),
        DocumentKind.FILE,
        path,
        repository,
        ref,
        commit,
        path,
        list.files().get(place).sha(),
        unit,
        facts,
        state,
        reason(state));
  }

  /** Returns the state of a text by what the index knows of it. */
  static DocumentState state(Facts facts) {
    if (facts.is(Trait.BINARY)) {
      return DocumentState.BINARY;
    }
    if (facts.is(Trait.TOO_LARGE)) {
      return DocumentState.TOO_LARGE;
    }
    return facts.is(Trait.GENERATED) ? DocumentState.GENERATED : DocumentState.READY;
  }

  static String reason(DocumentState state) {
    return switch (state) {
      case INDEXING -> "It is not indexed yet: searches do not find it.";
      case BINARY -> "It is no text.";
      case TOO_LARGE -> "It is larger than this server lets a file be.";
      case GENERATED -> "It is generated or belongs to others: searches leave it out.";
      case READY, MISSING, WITHHELD -> "";
    };
  }
}
