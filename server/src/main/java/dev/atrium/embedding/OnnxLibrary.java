// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import dev.atrium.error.FileFaults;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library of ONNX Runtime, unpacked into a folder of ours. Left to itself, the runtime
 * unpacks it into a new temporary folder for each process, and a process that is killed leaves it
 * there. This folder stays too, but there is one, and the next process uses it again.
 */
final class OnnxLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxLibrary.class);

  /** Where the runtime looks for its library. Whoever sets it brings the library along. */
  private static final String SETTING = "onnxruntime.native.path";

  private static final String NAME = "onnxruntime-";
  private static final String UNFINISHED = ".part";

  private OnnxLibrary() {}

  /** Unpacks the library if need be, and tells the runtime where it is. The first folder counts. */
  static synchronized void provide(Path folder, String version, ClassLoader resources) {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, unpack(folder, version, resources).toString());
    }
  }

  /**
   * Removes the temporary folder that the runtime makes at any rate, and leaves empty until the
   * process ends: one that is killed would leave it for good. Nothing but its own field has its
   * name; should that be gone one day, the folder stays as the runtime wants it.
   */
  static void removeTemporaryFolder() {
    try {
      Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      field.setAccessible(true);
      if (field.get(null) instanceof Path unused) {
        Files.deleteIfExists(unused); // fails unless it is empty
      }
    } catch (ReflectiveOperationException | IOException e) {
      LOG.debug("The temporary folder of ONNX Runtime stays: {}", e.toString());
    }
  }

  /**
   * Unpacks the library if it is not there yet.
   *
   * @param folder a folder below which only this server writes; made if it is not there
   * @param version the version of the runtime; the library of any other is removed
   * @return the folder that has the library
   * @throws EmbeddingException if there is none for this machine, or it cannot be written
   */
  static Path unpack(Path folder, String version, ClassLoader resources) {
    String system = system();
    Path home = folder.resolve(NAME + version + "-" + system).toAbsolutePath();
    try {
      Files.createDirectories(folder);
      makePrivate(home);
      for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
        String file = System.mapLibraryName(name);
        copy(resources, "ai/onnxruntime/native/" + system + "/" + file, home.resolve(file));
      }
      removeOthers(folder, home);
      return home;
    } catch (IOException e) {
      throw EmbeddingException.passing(
          "Cannot unpack the library for embeddings into %s: %s."
              .formatted(home, FileFaults.reason(e)),
          e);
    }
  }

  /** Returns the runtime's name of this machine, of which it may have no library. */
  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "");
    String kind = name.startsWith("mac") ? "osx" : name.startsWith("windows") ? "win" : "linux";
    return kind + "-" + (processor.equals("amd64") ? "x64" : processor);
  }

  /** Makes a folder that only its owner may enter. One of another owner is refused. */
  private static void makePrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    FileStore store = Files.getFileStore(folder);
    if (store.supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Copies a file, unless it is there. It appears when it is complete and on the disk. */
  private static void copy(ClassLoader resources, String resource, Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path part = Files.createTempFile(file.getParent(), "", UNFINISHED);
    try (InputStream library = resources.getResourceAsStream(resource)) {
      if (library == null) {
        throw EmbeddingException.lasting(
            "There is no library for embeddings for this machine (%s).".formatted(system()), null);
      }
      Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Removes the libraries of other versions, and what a killed process left half written. */
  private static void removeOthers(Path folder, Path home) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(home, "*" + UNFINISHED)) {
      for (Path part : left) {
        Files.deleteIfExists(part);
      }
    }
    try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, NAME + "*")) {
      for (Path other : others) {
        if (!other.toAbsolutePath().equals(home)) {
          remove(other);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
