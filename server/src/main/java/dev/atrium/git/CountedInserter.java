// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/** An inserter that remembers what it inserted, to tell how much room that takes on disk. */
final class CountedInserter extends ObjectInserter.Filter {
  private final Path objects;
  private final ObjectInserter inserter;
  private final Set<ObjectId> inserted = new HashSet<>();

  CountedInserter(Repository repository) {
    this.objects = repository.getDirectory().toPath().resolve("objects");
    this.inserter = repository.newObjectInserter();
  }

  @Override
  protected ObjectInserter delegate() {
    return inserter;
  }

  @Override
  public ObjectId insert(int type, byte[] data, int from, int length) throws IOException {
    return counted(super.insert(type, data, from, length));
  }

  @Override
  public ObjectId insert(int type, byte[] data) throws IOException {
    return insert(type, data, 0, data.length);
  }

  @Override
  public ObjectId insert(int type, long length, InputStream in) throws IOException {
    return counted(super.insert(type, length, in));
  }

  private ObjectId counted(ObjectId id) {
    inserted.add(id);
    return id;
  }

  /** Returns the bytes of the inserted objects, each in a file of its own. */
  long bytes() throws IOException {
    long sum = 0;
    for (ObjectId id : inserted) {
      Path file = objects.resolve(id.name().substring(0, 2)).resolve(id.name().substring(2));
      // An object that a pack had before has no file, and takes no more room.
      sum += Files.exists(file) ? Files.size(file) : 0;
    }
    return sum;
  }
}
