// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that a killed process leaves in a repository. Lock files would refuse every later
 * write; parts of objects only take room.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final String LOCK = ".lock";

  /** The names of files that will have another name once they are whole, JGit's and git's. */
  private static final Pattern PART =
      Pattern.compile("noz.*|(incoming|insert|tmp)_.*|\\.tmp-.*|.*_tmp");

  /** JGit holds a lock for the time of one small file's fsync. */
  private static final Duration MOST_LOCKED = Duration.ofMinutes(1);

  /** A large import writes one file for a long time, but it writes on. */
  private static final Duration MOST_UNTOUCHED = Duration.ofHours(1);

  /** Another server is removing the lock, or the disk does not let this one do it. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final FolderUse use;

  Leftovers(FolderUse use) {
    this.use = use;
  }

  /** Removes what a repository has of both kinds, as far as nobody can be using it. */
  void removeFrom(Repository repository) {
    Path folder = repository.getDirectory().toPath();
    entries(folder, Leftovers::isLock).forEach(this::unlock);
    files(folder.resolve("refs")).stream().filter(Leftovers::isLock).forEach(this::unlock);
    Path objects = folder.resolve("objects");
    entries(objects, Leftovers::isPart).forEach(this::removePart);
    entries(objects.resolve("pack"), Leftovers::isPart).forEach(this::removePart);
  }

  private static boolean isLock(Path file) {
    return file.getFileName().toString().endsWith(LOCK);
  }

  private static boolean isPart(Path file) {
    return PART.matcher(file.getFileName().toString()).matches();
  }

  /** Returns what a folder has, by its names alone: this is done at every opening. */
  private static List<Path> entries(Path folder, Predicate<Path> wanted) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, wanted::test)) {
      all.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("{} cannot be searched for leftovers: {}", folder, e.toString());
    }
    return found;
  }

  /** Returns all files below a folder. Some may be gone by now, since other servers write too. */
  static List<Path> files(Path folder) {
    List<Path> found = new ArrayList<>();
    FileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", folder, e.toString());
    }
    return found;
  }

  /**
   * Removes the lock of a ref if no running server can hold it.
   *
   * @return how long to wait for it if it stays; zero if there is no lock
   */
  Duration unlock(Repository repository, String ref) {
    return unlock(repository.getDirectory().toPath().resolve(ref + LOCK));
  }

  private Duration unlock(Path lock) {
    try {
      Duration wait = use.wait(lock, MOST_LOCKED);
      if (!wait.isPositive() && use.remove(lock, MOST_LOCKED)) {
        LOG.warn("Removed {}: the process that locked it was killed", lock);
        return Duration.ZERO;
      }
      return wait.isPositive() ? wait : SOON;
    } catch (NoSuchFileException e) {
      return Duration.ZERO;
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", lock, e.toString());
      return SOON;
    }
  }

  private void removePart(Path part) {
    try {
      use.remove(part, MOST_UNTOUCHED);
    } catch (NoSuchFileException e) {
      return; // Whoever wrote it has finished.
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", part, e.toString());
    }
  }
}
