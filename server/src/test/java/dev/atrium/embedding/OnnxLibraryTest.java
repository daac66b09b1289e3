// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.testing.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OnnxLibraryTest {
  private static final ClassLoader RESOURCES = OnnxLibrary.class.getClassLoader();

  @TempDir private Path folder;

  private static Path library(Path home) {
    return home.resolve(System.mapLibraryName("onnxruntime"));
  }

  @Test
  void unpack_makesTheLibraryOnce() throws IOException {
    Path home = OnnxLibrary.unpack(folder.resolve("native"), "1", RESOURCES);
    assertThat(library(home)).exists();
    assertThat(home.resolve(System.mapLibraryName("onnxruntime4j_jni"))).exists();
    Files.writeString(library(home), "as it is");
    assertThat(OnnxLibrary.unpack(folder.resolve("native"), "1", RESOURCES)).isEqualTo(home);
    assertThat(library(home)).hasContent("as it is");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void folder_isOpenToItsOwnerOnly() throws IOException {
    Path home = OnnxLibrary.unpack(folder, "1", RESOURCES);
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    OnnxLibrary.unpack(folder, "1", RESOURCES);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
  }

  @Test
  void unpack_removesOtherVersions_andWhatAKilledProcessLeft() throws IOException {
    Path old = OnnxLibrary.unpack(folder, "1", RESOURCES);
    Path part = Files.writeString(old.resolve("123.part"), "half");
    OnnxLibrary.unpack(folder, "1", RESOURCES);
    assertThat(part).doesNotExist();
    Path home = OnnxLibrary.unpack(folder, "2", RESOURCES);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(home);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aLinkInItsPlace_isRefused() throws IOException {
    Path home = OnnxLibrary.unpack(folder.resolve("a"), "1", RESOURCES);
    Files.createDirectory(folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b").resolve(home.getFileName()), home);
    assertThatThrownBy(() -> OnnxLibrary.unpack(folder.resolve("b"), "1", RESOURCES))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.isPassing()).isTrue())
        .hasMessageContaining("there is a file of that name");
  }

  /** Opens the model and ends without any of what a process does at its end, as if killed. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(System.getProperty("library.folder"));
      int numbers = new LocalEmbedder(folder, () -> {}).query("a").length;
      Runtime.getRuntime().halt(numbers == MiniLm.DIMENSIONS ? 0 : 1);
    }
  }

  @Test
  void aKilledProcess_leavesNothingButTheLibrary() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    List<String> flags =
        List.of(
            JavaCommand.QUICK,
            "-Djava.io.tmpdir=" + temporary,
            "-Dlibrary.folder=" + folder.resolve("native"));
    for (int i = 0; i < 2; i++) {
      assertThat(JavaCommand.run(flags, Killed.class)).isZero();
      assertThat(temporary).isEmptyDirectory();
      try (Stream<Path> left = Files.list(folder.resolve("native"))) {
        assertThat(left).hasSize(1);
      }
    }
  }

  /** Later releases have a client that sends events to their maker, unless told not to. */
  @Test
  void library_cannotTellItsMaker() throws IOException {
    Path home = OnnxLibrary.unpack(folder, "1", RESOURCES);
    String bytes = Files.readString(library(home), StandardCharsets.ISO_8859_1);
    assertThat(bytes.contains("OrtGetApiBase")).as("names are found").isTrue();
    for (String name : List.of("PosixTelemetry", "events.data.microsoft.com", "curl_easy")) {
      assertThat(bytes.contains(name)).as(name).isFalse();
    }
  }

  @Test
  void withoutALibraryForTheMachine_unpackFailsForGood() {
    ClassLoader none = ClassLoader.getPlatformClassLoader();
    assertThatThrownBy(() -> OnnxLibrary.unpack(folder, "1", none))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.isPassing()).isFalse())
        .hasMessageContaining("no library for embeddings for this machine");
  }
}
