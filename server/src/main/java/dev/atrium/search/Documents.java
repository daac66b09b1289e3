// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** Makes the documents of an index. */
final class Documents {
  /** The bytes that a value may have in Lucene. Thirty paths of 4 KB are more. */
  private static final int MOST_PATHS = 32_000;

  private Documents() {}

  static Document file(IndexedFile file) {
    Document document = new Document();
    Facts facts = file.facts();
    document.add(id(file(file.unit())));
    document.add(new NumericDocValuesField(Field.FILE_UNIT, file.unit()));
    document.add(new NumericDocValuesField(Field.BYTES, facts.bytes()));
    document.add(new NumericDocValuesField(Field.LINES, facts.lines()));
    document.add(new NumericDocValuesField(Field.TOKENS, facts.tokens()));
    document.add(new NumericDocValuesField(Field.TRAITS, Trait.bits(facts.traits())));
    document.add(new StoredField(Field.LOG, file.log().bytes()));
    if (file.isSearched()) {
      document.add(Field.BODY.of(file.text()));
      document.add(Field.WORDS.of(file.text()));
      document.add(Field.NAME.of(file.path().substring(file.path().lastIndexOf('/') + 1)));
      document.add(Field.PATH.of(file.path()));
      document.add(Field.HISTORY.of(file.log().text()));
    }
    return document;
  }

  static List<Document> chunks(IndexedFile file) {
    List<Document> documents = new ArrayList<>();
    for (Chunk chunk : Chunker.cut(file.path(), file.text())) {
      Document document = new Document();
      document.add(id(text(file.blob())));
      document.add(new NumericDocValuesField(Field.CHUNK_UNIT, file.blob()));
      document.add(new NumericDocValuesField(Field.START_LINE, chunk.startLine()));
      document.add(new NumericDocValuesField(Field.END_LINE, chunk.endLine()));
      document.add(Field.CHUNK.of(chunk.text()));
      documents.add(document);
    }
    return documents;
  }

  static Document commit(IndexedCommit commit) {
    Document document = new Document();
    document.add(id(commit(commit.unit())));
    document.add(new NumericDocValuesField(Field.COMMIT_UNIT, commit.unit()));
    document.add(new BinaryDocValuesField(Field.PATHS, paths(commit.paths())));
    document.add(Field.COMMIT.of(commit.message()));
    return document;
  }

  /** Joins paths. Those that Lucene has no room for have no vote. */
  private static BytesRef paths(List<String> paths) {
    StringBuilder joined = new StringBuilder();
    int bytes = 0;
    for (String path : paths) {
      bytes += 1 + path.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_PATHS) {
        break;
      }
      joined.append(joined.isEmpty() ? "" : "\0").append(path);
    }
    return new BytesRef(joined);
  }

  private static StringField id(Term id) {
    return new StringField(Field.ID, id.bytes(), Store.NO);
  }

  /** Returns the term of a file's document. */
  static Term file(long unit) {
    return id('f', unit);
  }

  /** Returns the term of a text's passages. */
  static Term text(long blob) {
    return id('t', blob);
  }

  /** Returns the term of a commit's document. */
  static Term commit(long unit) {
    return id('c', unit);
  }

  private static Term id(char kind, long unit) {
    return new Term(Field.ID, kind + Long.toHexString(unit));
  }
}
