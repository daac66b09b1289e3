// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.db.Database;
import dev.atrium.db.Settings;
import dev.atrium.git.GitRepositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of an installation, which its database and the folder of its repositories have in common.
 * Without it, a server that is started with the database of one installation and the folder of
 * another would set aside every repository there, under the other's running servers.
 */
final class Installation {
  private static final String SETTING = "installation";
  private static final String FILE = ".installation";

  private final Database database;
  private final GitRepositories git;
  private final Path file;

  Installation(Database database, GitRepositories git) {
    this.database = database;
    this.git = git;
    this.file = git.folder().resolve(FILE);
  }

  /**
   * Refuses a folder whose repositories belong to another database. Whichever of the two has no id
   * yet takes that of the other: the database may be older than ids are, and the folder new.
   *
   * @throws IllegalArgumentException if they do not belong together; no repository was touched
   */
  void require() {
    Optional<String> ofFolder = read();
    Optional<String> ofDatabase = Settings.find(database, SETTING);
    boolean fits =
        ofFolder.isEmpty() || (ofDatabase.isPresent() ? ofFolder.equals(ofDatabase) : !isForeign());
    if (!fits) {
      throw new IllegalArgumentException(
          "The repositories in %s belong to another database. Start with that database, or name another folder with --data. If the database is lost and nobody uses the folder, remove %s: the repositories are then set aside, and `atrium doctor` brings them back."
              .formatted(git.folder(), file));
    }
    String id =
        Settings.settle(database, SETTING, ofFolder.orElseGet(() -> UUID.randomUUID().toString()));
    if (ofFolder.isEmpty()) {
      write(id);
    }
  }

  /** Tells whether there are repositories, none of which a database without an id knows. */
  private boolean isForeign() {
    return !git.ids().isEmpty() && !database.select(RepositoryStore::any);
  }

  private Optional<String> read() {
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void write(String id) {
    try {
      Files.writeString(file, id + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
