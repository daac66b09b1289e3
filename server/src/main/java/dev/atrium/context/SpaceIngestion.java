// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.db.Database;
import dev.atrium.resources.AttachedSources;
import dev.atrium.resources.Resource;
import dev.atrium.resources.SourceSpec;
import dev.atrium.search.IndexChanges;
import dev.atrium.search.IndexKey;
import dev.atrium.search.IndexState;
import dev.atrium.search.Indexes;
import dev.atrium.search.LongSet;
import dev.atrium.work.SharedTime;
import java.util.List;
import java.util.Map;

/** Brings the index of the notes of one space up to date. */
final class SpaceIngestion {
  private final Database database;
  private final Indexes indexes;
  private final SharedTime time;

  SpaceIngestion(Database database, Indexes indexes, SharedTime time) {
    this.database = database;
    this.indexes = indexes;
    this.time = time;
  }

  void run(long spaceId) {
    List<Resource> notes = database.read(handle -> AttachedSources.notes(handle, spaceId));
    IndexKey key = IndexKey.space(spaceId);
    if (notes.isEmpty()) {
      indexes.delete(key);
      return;
    }
    try (SharedTime.Turn turn = time.take();
        IndexChanges index = indexes.change(key)) {
      LongSet.Builder units = new LongSet.Builder();
      for (Resource note : notes) {
        SourceSpec spec = SourceSpec.of(note);
        long unit = SourceReader.unit(note.id(), spec);
        units.add(unit);
        if (!index.hasFile(unit)) {
          FileIndexing.put(index, spec.name(), unit, unit, spec.text());
        }
        turn.pause();
      }
      LongSet wanted = units.build();
      index.keepOnly(wanted::contains, wanted::contains, commit -> false);
      index.commit(new IndexState(true, Map.of()));
    }
    indexes.settle(key);
  }
}
