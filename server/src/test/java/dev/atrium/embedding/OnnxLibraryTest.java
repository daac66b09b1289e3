// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void withoutALibraryForTheMachine_unpackFailsForGood() {
    ClassLoader none = ClassLoader.getPlatformClassLoader();
    assertThatThrownBy(() -> OnnxLibrary.unpack(folder, "1", none))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.isPassing()).isFalse())
        .hasMessageContaining("no library for embeddings for this machine");
  }
}
