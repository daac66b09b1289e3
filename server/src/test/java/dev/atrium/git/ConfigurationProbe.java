// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Run in a process of its own: prints what JGit makes of its surroundings. */
final class ConfigurationProbe {
  private ConfigurationProbe() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (GitRepositories repositories = new GitRepositories(folder)) {
      GitRepository repository = repositories.open(1, "main");
      // As one restored from elsewhere: what is durable must not hang on its own configuration.
      Files.writeString(folder.resolve("1.git/config"), "[core]\n\tbare = true\n");
      repository.use(jgit -> jgit).getConfig().clear();
      Config config = repository.use(jgit -> jgit).getConfig();
      System.out.printf(
          "objects=%s refs=%s user=%s author=%s clock=%s%n",
          config.getBoolean("core", "fsyncObjectFiles", false),
          config.getBoolean("core", "fsyncRefFiles", false),
          config.getString("user", null, "name"),
          SystemReader.getInstance().getenv("GIT_AUTHOR_NAME"),
          FS.getFileStoreAttributes(folder).getFsTimestampResolution());
    }
  }
}
