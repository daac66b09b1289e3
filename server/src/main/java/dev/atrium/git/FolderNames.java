// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names of the folders of repositories. */
final class FolderNames {
  /** What the name of a folder begins with that holds content without a row. */
  static final String ASIDE = "aside-";

  private static final String SUFFIX = ".git";

  private FolderNames() {}

  static String of(long id) {
    return id + SUFFIX;
  }

  /** Returns the ids of all repositories that have a folder. */
  static List<Long> ids(Path folder) {
    File[] files = folder.toFile().listFiles((dir, name) -> name.matches("[1-9][0-9]{0,17}\\.git"));
    return files == null
        ? List.of()
        : Stream.of(files)
            .map(file ->
                Long.parseLong(
                    file.getName().substring(0, file.getName().length() - SUFFIX.length())))
            .toList();
  }

  /** Returns the folders of all contents that were set aside, sorted. */
  static List<Path> aside(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> places = Files.newDirectoryStream(folder, ASIDE + "*")) {
      for (Path place : places) {
        try (DirectoryStream<Path> contents = Files.newDirectoryStream(place, "*" + SUFFIX)) {
          contents.forEach(found::add);
        }
      }
    }
    return found.stream().sorted().toList();
  }
}
