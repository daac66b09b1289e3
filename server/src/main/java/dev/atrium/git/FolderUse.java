// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The use of a folder of repositories by several servers. It knows the last moment at which this
 * server was alone in the folder: what is older belongs to no running server. All times are those
 * of the file system's clock, because the folder may be on another machine.
 *
 * <p>Every server holds a shared lock on one file. The operating system ends it when a process is
 * killed. A server that gets the lock for itself alone, before it serves, is alone.
 */
final class FolderUse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderUse.class);
  private static final String IN_USE = ".in-use";
  private static final String REMOVING = ".removing";
  private static final String CLOCK = ".clock-";

  private final Path folder;
  private final FileChannel file;
  private final Instant alone;

  private FolderUse(Path folder, FileChannel file, Instant alone) {
    this.folder = folder;
    this.file = file;
    this.alone = alone;
  }

  static FolderUse begin(Path folder) throws IOException {
    Path path = folder.resolve(IN_USE);
    FileChannel file = FileChannel.open(path, CREATE, READ, WRITE);
    return new FolderUse(folder, file, begin(path, file));
  }

  /**
   * Returns the present time if no other server uses the folder, else a time before all others, as
   * on a file system without locks.
   */
  @SuppressWarnings("resource") // The channel releases the shared lock.
  private static Instant begin(Path path, FileChannel file) {
    try {
      Instant alone = Instant.MIN;
      FileLock exclusive = file.tryLock();
      if (exclusive != null) {
        file.write(ByteBuffer.allocate(1), 0);
        alone = modified(path);
        exclusive.release();
      }
      file.lock(0, 1, true);
      return alone;
    } catch (OverlappingFileLockException e) {
      return Instant.MIN; // Another server of this process uses the folder.
    } catch (IOException e) {
      LOG.warn("Servers that share {} cannot see each other: {}", path.getParent(), e.toString());
      return Instant.MIN;
    }
  }

  static Instant modified(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toInstant();
  }

  /**
   * Returns how long a file must still be left alone. This is zero or less if no running server can
   * be using it.
   *
   * @param most the time after which a running server has certainly finished with such a file
   */
  Duration wait(Path path, Duration most) throws IOException {
    Instant modified = modified(path);
    if (modified.isBefore(alone)) {
      return Duration.ZERO;
    }
    // A file far in the future is old, too: the clock was put back.
    return most.minus(Duration.between(modified, now()).abs());
  }

  private Instant now() throws IOException {
    Path probe = Files.createTempFile(folder, CLOCK, "");
    try {
      return modified(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /**
   * Removes a file unless a running server may be using it. One server removes at a time: else a
   * slower one could remove what was made anew after the faster one had removed the old.
   *
   * @return whether the file was removed
   */
  synchronized boolean remove(Path path, Duration most) throws IOException {
    if (wait(path, most).isPositive()) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(REMOVING), CREATE, WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null && !wait(path, most).isPositive() && Files.deleteIfExists(path);
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("The lock on {} was not released: {}", folder, e.toString());
    }
  }
}
