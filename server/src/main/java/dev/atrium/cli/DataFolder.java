// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import dev.atrium.error.FileFaults;
import dev.atrium.server.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;

/** The check of a data folder, before a server opens it. */
final class DataFolder {
  private DataFolder() {}

  /**
   * Makes the folder if it is missing, and checks whether this user can work in it.
   *
   * @throws IllegalArgumentException if it cannot be used; the message says why, and what to do
   */
  static Path prepare(Setting setting, CommandLine line) {
    Path folder = Path.of(setting.text(line));
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw setting.wrong(line, "a folder, which is created if it is missing");
    }
    try {
      Folders.createPrivate(folder);
      // Asked, not tried: with a full disk, a server still starts and lets itself be read.
      if (!Files.isWritable(folder) || !Files.isReadable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
      refuseContentOfOthers(setting, line, folder);
      return folder;
    } catch (UncheckedIOException e) {
      throw unusable(setting, line, folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unusable(setting, line, folder, e);
    }
  }

  /** Refuses what another user has left, which would fail later and in other words. */
  private static void refuseContentOfOthers(Setting setting, CommandLine line, Path folder)
      throws IOException {
    List<Path> closed;
    try (Stream<Path> content = Files.list(folder)) {
      closed = content.filter(path -> !Files.isReadable(path) || !Files.isWritable(path)).toList();
    }
    if (!closed.isEmpty()) {
      Path first = closed.getFirst();
      throw new IllegalArgumentException(
          "%s takes a folder with content that the user %s may change, but %s belongs to %s: chown -R %2$s %s"
              .formatted(
                  setting.source(line),
                  System.getProperty("user.name"),
                  first,
                  Files.getOwner(first).getName(),
                  folder));
    }
  }

  private static IllegalArgumentException unusable(
      Setting setting, CommandLine line, Path folder, IOException e) {
    return new IllegalArgumentException(
        "%s takes a folder that the user %s may write to, not %s: %s"
            .formatted(
                setting.source(line),
                System.getProperty("user.name"),
                folder,
                FileFaults.reason(e)),
        e);
  }
}
