// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A repository of real source for the benchmark of context: the sources of the JDK that runs this,
 * in files of at most 6 KB. {@code Corpus.java FOLDER FILES} makes a git repository of so many files
 * in commits of 100.
 */
final class Corpus {
  private static final int LARGEST = 6_000;
  private static final int COMMIT = 100;

  private Corpus() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int files = Integer.parseInt(arguments[1]);
    Files.createDirectories(folder);
    git(folder, "init", "-q", "-b", "main");
    List<String> written = new ArrayList<>();
    Path zip = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    try (ZipFile sources = new ZipFile(zip.toFile())) {
      List<? extends ZipEntry> entries =
          sources.stream()
              .filter(entry -> entry.getName().endsWith(".java"))
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        String text = new String(sources.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        for (String part : parts(text)) {
          if (written.size() == files) {
            break;
          }
          write(folder, entry.getName(), part, written);
          if (written.size() % COMMIT == 0) {
            commit(folder, entry.getName(), written.size());
          }
        }
      }
    }
    commit(folder, "the rest", written.size());
  }

  private static void write(Path folder, String name, String text, List<String> written)
      throws IOException {
    String path = name.replace(".java", "_" + written.size() + ".java");
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
    written.add(path);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String line : text.split("(?<=\n)", -1)) {
      if (part.length() + line.length() > LARGEST && !part.isEmpty()) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(line);
    }
    parts.add(part.toString());
    return parts;
  }

  private static void commit(Path folder, String name, int number) throws Exception {
    git(folder, "add", "-A");
    git(
        folder,
        "-c", "user.name=bench", "-c", "user.email=bench@example.com",
        "commit", "-q", "--allow-empty", "-m", "Add " + name + " (" + number + ")");
  }

  private static void git(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("git failed: " + command);
    }
  }
}
