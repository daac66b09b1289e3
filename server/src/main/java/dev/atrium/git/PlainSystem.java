// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit's view of the system, without the git configuration of the machine and of the user who runs
 * the server. It makes JGit's writes durable even in a repository whose own configuration lacks the
 * settings for that.
 */
final class PlainSystem extends SystemReader.Delegate {
  /**
   * The largest object that JGit reads into memory, in bytes; its default is 50 MB. Larger objects
   * are read as streams.
   */
  static final int MOST_IN_MEMORY = 4 * 1024 * 1024;

  private PlainSystem(SystemReader delegate) {
    super(delegate);
  }

  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof PlainSystem)) {
      WindowCacheConfig memory = new WindowCacheConfig();
      memory.setStreamFileThreshold(MOST_IN_MEMORY);
      memory.install();
      SystemReader.setInstance(new PlainSystem(SystemReader.getInstance()));
    }
  }

  /**
   * Makes a rename in this folder durable, which an fsync of the renamed file does not. Does
   * nothing on systems that cannot open a folder.
   */
  static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return variable.startsWith("GIT_") || variable.startsWith("XDG_")
        ? null
        : super.getenv(variable);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    FileBasedConfig config = new Empty(parent, fs);
    config.setBoolean("core", null, "fsyncObjectFiles", true);
    config.setBoolean("core", null, "fsyncRefFiles", true);
    // Makes JGit clean up during the fetch: afterwards the repository may be closed.
    config.setBoolean("gc", null, "autoDetach", false);
    return config;
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  /**
   * An empty configuration, but for the precision of the file system's clock. JGit would measure
   * that for seconds before the first write after each start. Two seconds are right for every file
   * system: JGit reads a file again that is younger when it was read.
   */
  private static final class Empty extends FileBasedConfig {
    @Override
    public @Nullable String getString(
        String section, @Nullable String subsection, @Nullable String name) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
              && ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION.equals(name)
          ? "2 seconds"
          : super.getString(section, subsection, name);
    }

    @SuppressWarnings("NullAway") // JGit takes null for a configuration without a file.
    Empty(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    /**
     * Saves nothing: JGit's measurements of the file system are not worth a file in a user's home.
     */
    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
