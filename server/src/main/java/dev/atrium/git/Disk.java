// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.git.GitException.Kind;
import dev.atrium.health.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The disk that repositories are on. A failed write is the disk's fault if a small trial fails,
 * too, or if hardly any room is left; else it is the repository's.
 */
final class Disk {
  private static final int TRIAL_SIZE = 64 * 1024;

  /** The room, in bytes, that a write may have needed where the trial did not. */
  private static final long LEAST_ROOM = 16L * 1024 * 1024;

  private final Path folder;
  private final Supplier<Path> unused;
  private final Fault writes =
      new Fault("Writes to repositories fail", "Writes to repositories succeed again");

  /**
   * Makes the view of a disk.
   *
   * @param unused makes the name of a file that is removed some time later, if we do not
   */
  Disk(Path folder, Supplier<Path> unused) {
    this.folder = folder;
    this.unused = unused;
  }

  /**
   * Does work that writes.
   *
   * @throws ApiException 503 if the disk does not take it
   */
  <T> T write(Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (GitException e) {
      if (e.kind() == Kind.IO && fails(e)) {
        throw ApiException.of(
            ErrorCode.UNAVAILABLE, writes.reason().orElseThrow() + " Nothing was changed.");
      }
      throw e;
    }
    writes.works();
    return result;
  }

  private boolean fails(GitException e) {
    try {
      if (Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM) {
        writes.failed("the disk is full", e.getMessage());
        return true;
      }
      tryWrite();
      return false;
    } catch (IOException trial) {
      writes.failed("the disk takes nothing", trial.toString());
      return true;
    }
  }

  private void tryWrite() throws IOException {
    Path file = unused.get();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(TRIAL_SIZE);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Returns why writes fail at the moment, as a sentence for everybody to read. */
  Optional<String> fault() {
    return writes.reason();
  }

  /** Tries a small write if the last one failed. */
  void retry() {
    if (!writes.isThere()) {
      return;
    }
    try {
      tryWrite();
      writes.works();
    } catch (IOException e) {
      writes.failed("the disk takes nothing", e.toString());
    }
  }
}
