// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** The native SQLite library, which the driver's jar contains for every platform. */
public final class SqliteLibrary {
  private SqliteLibrary() {}

  /**
   * Copies this platform's library to a folder, for {@code -Dorg.sqlite.lib.path}. Without it the
   * driver extracts the library from its jar at every start, which costs about 90 ms.
   */
  public static void copyTo(Path folder) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new DatabaseException("The SQLite driver has no library for this platform");
      }
      Files.createDirectories(folder);
      Files.copy(library, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
