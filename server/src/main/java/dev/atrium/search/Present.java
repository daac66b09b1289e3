// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** What an index has, by the numbers. */
record Present(IndexState state, LongSet files, LongSet texts, LongSet commits) {
  static final Present NOTHING =
      new Present(IndexState.EMPTY, LongSet.NONE, LongSet.NONE, LongSet.NONE);

  static Present read(DirectoryReader reader) throws IOException {
    return new Present(
        IndexState.of(reader.getIndexCommit().getUserData()),
        units(reader, Field.FILE_UNIT),
        units(reader, Field.CHUNK_UNIT),
        units(reader, Field.COMMIT_UNIT));
  }

  private static LongSet units(DirectoryReader reader, String field) throws IOException {
    LongSet.Builder units = new LongSet.Builder();
    for (LeafReaderContext leaf : reader.leaves()) {
      NumericDocValues values = leaf.reader().getNumericDocValues(field);
      Bits live = leaf.reader().getLiveDocs();
      int doc = values == null ? NumericDocValues.NO_MORE_DOCS : values.nextDoc();
      while (doc != NumericDocValues.NO_MORE_DOCS) {
        if (live == null || live.get(doc)) {
          units.add(values.longValue());
        }
        doc = values.nextDoc();
      }
    }
    return units.build();
  }

  static Optional<FileLog> log(DirectoryReader reader, long unit) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      PostingsEnum postings = leaf.reader().postings(Documents.file(unit), PostingsEnum.NONE);
      Bits live = leaf.reader().getLiveDocs();
      int doc = postings == null ? PostingsEnum.NO_MORE_DOCS : postings.nextDoc();
      while (doc != PostingsEnum.NO_MORE_DOCS) {
        if (live == null || live.get(doc)) {
          BytesRef log = leaf.reader().storedFields().document(doc).getBinaryValue(Field.LOG);
          return Optional.ofNullable(log)
              .map(bytes -> FileLog.of(bytes.bytes, bytes.offset, bytes.length));
        }
        doc = postings.nextDoc();
      }
    }
    return Optional.empty();
  }
}
