// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import dev.atrium.error.FileFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Operations on the folders of the server's data, and on temporary folders of commands. */
public final class Folders {
  private Folders() {}

  /**
   * Creates a folder that nobody else on the machine can read, and the folders above it. A folder
   * that exists keeps its permissions.
   *
   * @throws UncheckedIOException if the folder cannot be created
   */
  public static Path createPrivate(Path folder) {
    try {
      Path whole = folder.toAbsolutePath();
      if (!Files.isDirectory(whole)
          && whole.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(whole.getParent());
        Files.createDirectory(
            whole,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The data folder %s cannot be used: %s".formatted(folder, FileFaults.reason(e)), e);
    }
  }

  /** Tells whether a folder is empty or does not exist. */
  public static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return !Files.exists(folder);
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.findAny().isEmpty();
    }
  }

  /** Tells whether a running server uses the folder as its data folder. */
  public static boolean isLocked(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /** Deletes a folder with its content. Does nothing if it does not exist. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
