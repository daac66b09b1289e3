// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Nobody else on the machine reads what the server keeps, whatever the umask is. */
class DataFolderTest {
  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aNewFolder_isItsOwnersAlone() throws IOException {
    Path data = Product.temporaryFolder().resolve("new");
    new Server(Config.of(data).build()).close();
    assertThat(permissions(data)).isEqualTo("rwx------");
  }

  @Test
  void inAFolderThatIsThere_theContentIs() throws IOException {
    Path data = Files.createDirectory(Product.temporaryFolder().resolve("there"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    new Server(Config.of(data).build()).close();
    assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
    assertThat(permissions(data.resolve("atrium.db"))).isEqualTo("rw-------");
    assertThat(permissions(data.resolve("repositories"))).isEqualTo("rwx------");
  }
}
