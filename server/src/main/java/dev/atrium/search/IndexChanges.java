// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;

/**
 * Changes to one index. There is one writer of an index at a time, among all servers. Readers see
 * the changes after {@link #commit}; a writer that is killed leaves the index as it was last.
 */
public final class IndexChanges implements AutoCloseable {
  /** The memory in MiB that is collected before it is written. */
  private static final double BUFFER = 16;

  private final Directory directory;
  private final IndexWriter writer;

  /** The index as it was when the changes began. */
  private final Optional<DirectoryReader> before;

  private final Present present;
  private final Runnable written;

  private IndexChanges(
      Directory directory, IndexWriter writer, Optional<DirectoryReader> before, Runnable written)
      throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.before = before;
    this.present = before.isPresent() ? Present.read(before.get()) : Present.NOTHING;
    this.written = written;
  }

  /**
   * @param written is called after every commit
   */
  static IndexChanges open(Directory directory, Runnable written) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(new CodeAnalyzer())
            .setSimilarity(Field.similarity())
            .setRAMBufferSizeMB(BUFFER)
            .setMergeScheduler(new SerialMergeScheduler())
            .setCommitOnClose(false);
    IndexWriter writer = new IndexWriter(directory, config);
    try {
      Optional<DirectoryReader> before =
          DirectoryReader.indexExists(directory)
              ? Optional.of(DirectoryReader.open(directory))
              : Optional.empty();
      return new IndexChanges(directory, writer, before, written);
    } catch (IOException | RuntimeException e) {
      writer.rollback(); // Gives back the lock.
      throw e;
    }
  }

  /** Returns what the former writer noted. */
  public IndexState state() {
    return present.state();
  }

  /** Tells whether the index had the file when the changes began. */
  public boolean hasFile(long unit) {
    return present.files().contains(unit);
  }

  /** Tells whether the index had the passages of a text when the changes began. */
  public boolean hasText(long blob) {
    return present.texts().contains(blob);
  }

  /** Tells whether the index had the commit when the changes began. */
  public boolean hasCommit(long unit) {
    return present.commits().contains(unit);
  }

  /** Returns the log of a file that the index had when the changes began. */
  public Optional<FileLog> log(long unit) {
    return hasFile(unit)
        ? before.flatMap(reader -> Lucene.get(() -> Present.log(reader, unit)))
        : Optional.empty();
  }

  /** Adds a file, or replaces what the index has of it. Its passages are added apart. */
  public void putFile(IndexedFile file) {
    Lucene.run(() -> writer.updateDocument(Documents.file(file.unit()), Documents.file(file)));
  }

  /** Adds the count of a file's tokens. */
  public void putTokens(long unit, int tokens) {
    Lucene.run(() -> writer.updateNumericDocValue(Documents.file(unit), Field.TOKENS, tokens));
  }

  /** Returns the files without a count of tokens that the index had when the changes began. */
  public LongSet uncounted() {
    return before
        .map(reader -> Lucene.get(() -> FactsTable.read(reader).uncounted()))
        .orElse(LongSet.NONE);
  }

  /** Adds the passages of a file's text, or replaces them. */
  public void putText(IndexedFile file) {
    if (file.isSearched()) {
      Lucene.run(() -> writer.updateDocuments(Documents.text(file.blob()), Documents.chunks(file)));
    }
  }

  /** Adds a commit, or replaces it. */
  public void putCommit(IndexedCommit commit) {
    Lucene.run(
        () -> writer.updateDocument(Documents.commit(commit.unit()), Documents.commit(commit)));
  }

  /** Removes what the index had when the changes began, unless it is still wanted. */
  public void keepOnly(LongPredicate files, LongPredicate texts, LongPredicate commits) {
    Lucene.run(() -> {
      for (long unit : present.files().without(files)) {
        writer.deleteDocuments(Documents.file(unit));
      }
      for (long unit : present.texts().without(texts)) {
        writer.deleteDocuments(Documents.text(unit));
      }
      for (long unit : present.commits().without(commits)) {
        writer.deleteDocuments(Documents.commit(unit));
      }
    });
  }

  /** Makes all changes visible and durable. */
  public void commit(IndexState state) {
    Lucene.run(() -> {
      writer.setLiveCommitData(state.data().entrySet());
      writer.commit();
    });
    written.run();
  }

  /** Ends the changes. Those that were not committed are lost. */
  @Override
  public void close() {
    Lucene.run(() -> {
      if (before.isPresent()) {
        before.get().close();
      }
      writer.rollback();
      directory.close();
    });
  }
}
