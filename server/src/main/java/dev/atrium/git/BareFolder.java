// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The folder of a bare repository: how it is made, and what tells that it is whole. */
final class BareFolder {
  private BareFolder() {}

  static Repository open(Path path) throws IOException {
    return new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
  }

  static boolean isEmpty(Path path) throws IOException {
    try (Repository repository = open(path)) {
      return ExpectedContent.hasNoBranch(repository);
    }
  }

  /** Returns the bytes of all objects. Those that are removed meanwhile may be missing. */
  static long size(Path path) throws IOException {
    long sum = 0;
    for (Path file : Leftovers.files(path.resolve("objects"))) {
      sum += file.toFile().length();
    }
    return sum;
  }

  static void create(Path path, String defaultBranch) throws IOException {
    try (Repository repository = open(path)) {
      repository.create(true);
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + defaultBranch);
      durable(repository.getConfig());
    }
  }

  /**
   * Tells whether a repository is missing or only half created: JGit writes the configuration last.
   * Returns false if the disk does not answer, so that existing content is never replaced.
   */
  static boolean isUnfinished(Path path) {
    return Files.notExists(path.resolve("config"));
  }

  /**
   * Makes JGit sync objects and refs to disk before they count, so that whatever is acknowledged is
   * on disk.
   */
  private static void durable(StoredConfig config) throws IOException {
    config.setString("core", null, "fsync", "objects,reference");
    config.setBoolean("core", null, "fsyncObjectFiles", true);
    config.setBoolean("core", null, "fsyncRefFiles", true);
    config.setBoolean("core", null, "logAllRefUpdates", false);
    config.save();
  }
}
