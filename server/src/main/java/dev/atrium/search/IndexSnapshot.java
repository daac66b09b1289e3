// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;

/** An index as it was at a time. Close it, so that its files can be given back. */
public final class IndexSnapshot implements AutoCloseable {
  private final DirectoryReader reader;
  private final FactsTable facts;
  private final IndexState state;

  IndexSnapshot(DirectoryReader reader, FactsTable facts) throws IOException {
    this.reader = reader;
    this.facts = facts;
    this.state = IndexState.of(reader.getIndexCommit().getUserData());
  }

  /** Returns what is known of a file, if the index has it. */
  public Optional<Facts> facts(long unit) {
    return facts.of(unit);
  }

  /** Returns how many files the index has. */
  public int files() {
    return facts.size();
  }

  /** Returns what the writer of the index noted. */
  public IndexState state() {
    return state;
  }

  DirectoryReader reader() {
    return reader;
  }

  /** Returns what tells this state of the index from others, by equality. */
  public Object version() {
    return reader.getReaderCacheHelper().getKey();
  }

  FactsTable table() {
    return facts;
  }

  /** Keeps the files for one more user. Returns false if they were given back already. */
  boolean retain() {
    return reader.tryIncRef();
  }

  @Override
  public void close() {
    Lucene.run(reader::decRef);
  }
}
