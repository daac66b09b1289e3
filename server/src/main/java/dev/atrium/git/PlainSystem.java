// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Keeps JGit from the git configuration of the machine and of whoever runs the server. */
final class PlainSystem extends SystemReader.Delegate {
  private PlainSystem(SystemReader delegate) {
    super(delegate);
  }

  static void install() {
    if (!(SystemReader.getInstance() instanceof PlainSystem)) {
      SystemReader.setInstance(new PlainSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  private static final class Empty extends FileBasedConfig {
    @SuppressWarnings("NullAway") // JGit's own way to say that there is no file.
    Empty(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    /** What JGit measures of the file system is not worth a file in somebody's home. */
    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
