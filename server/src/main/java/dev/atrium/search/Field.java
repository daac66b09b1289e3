// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;

/** The searched fields of an index. An index has documents of three kinds. */
enum Field {
  /** Of a file: its whole text. */
  BODY(IndexOptions.DOCS_AND_FREQS, .75f),
  /** Of a file: the last part of its path. */
  NAME(IndexOptions.DOCS_AND_FREQS, .75f),
  /** Of a file: its whole path. */
  PATH(IndexOptions.DOCS_AND_FREQS, .75f),
  /** Of a file: the messages of its log. Long ones are no worse, so their length counts little. */
  HISTORY(IndexOptions.DOCS_AND_FREQS, .3f),
  /** Of a file: its words as they are, to find literal text. */
  WORDS(IndexOptions.DOCS, .75f),
  /** Of a passage: its text. It has positions, which quoted words need. */
  CHUNK(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, .75f),
  /** Of a commit: its message. */
  COMMIT(IndexOptions.DOCS_AND_FREQS, .5f);

  /** The field that every document is deleted by. */
  static final String ID = "id";

  /** The numbers of files, passages' texts and commits: each is on one kind of document. */
  static final String FILE_UNIT = "file";

  static final String CHUNK_UNIT = "text";
  static final String COMMIT_UNIT = "log";

  static final String BYTES = "bytes";
  static final String LINES = "lines";
  static final String TOKENS = "tokens";
  static final String TRAITS = "traits";

  static final String START_LINE = "start";
  static final String END_LINE = "end";

  /** The paths of a commit. */
  static final String PATHS = "paths";

  /** The log of a file, stored to be continued. */
  static final String LOG = "commits";

  /** The usual saturation of a word's frequency. */
  private static final float K1 = 1.2f;

  private static final Map<Field, FieldType> TYPES = new EnumMap<>(Field.class);
  private static final Map<Field, Similarity> SIMILARITIES = new EnumMap<>(Field.class);

  static {
    for (Field field : values()) {
      FieldType type = new FieldType();
      type.setTokenized(true);
      type.setIndexOptions(field.options);
      type.setOmitNorms(field.options == IndexOptions.DOCS);
      type.freeze();
      TYPES.put(field, type);
      SIMILARITIES.put(field, new BM25Similarity(K1, field.lengthWeight, false));
    }
  }

  private final IndexOptions options;
  private final float lengthWeight;

  Field(IndexOptions options, float lengthWeight) {
    this.options = options;
    this.lengthWeight = lengthWeight;
  }

  org.apache.lucene.document.Field of(String text) {
    FieldType type = Objects.requireNonNull(TYPES.get(this));
    return new org.apache.lucene.document.Field(name(), text, type);
  }

  /** Returns BM25 with each field's own weight of length. */
  static Similarity similarity() {
    return new PerFieldSimilarityWrapper() {
      @Override
      public Similarity get(String field) {
        return Objects.requireNonNull(SIMILARITIES.get(valueOf(field)));
      }
    };
  }
}
