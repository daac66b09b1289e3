// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rebuilds a history from releases whose ChangeLog names the message, the day and the files of each commit.
 * {@code Releases.java KEEP RELEASE...} writes a stream for {@code git fast-import}: the files of each unpacked release
 * whose paths match KEEP, from the oldest release on, and between two releases the commits that only the newer one's
 * ChangeLog has. What such a commit did to its files is not known: it changes their modes, so that the tree before it
 * is that of the last release. The commits before the first release come after it, by a bot: they are history, and nobody
 * asks for them.
 */
final class Releases {
  private static final Pattern HEADING =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?: \\d{2}:\\d{2}:\\d{2} [+-]\\d{4})?  (.+?) *<.*");

  private static final Pattern BULLET = Pattern.compile("\\* ([^:(]+?)(?:\\s*[:(].*)?");

  private final OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
  private final Map<String, Integer> marks = new HashMap<>();
  private Map<String, Integer> tree = new TreeMap<>();
  private final Set<String> executable = new LinkedHashSet<>();
  private long time = 1;
  private int commits;

  public static void main(String[] arguments) throws IOException {
    Releases releases = new Releases();
    Pattern keep = Pattern.compile(arguments[0]);
    Set<Entry> known = new LinkedHashSet<>();
    for (int i = 1; i < arguments.length; i++) {
      Path folder = Path.of(arguments[i]);
      List<Entry> entries = new ArrayList<>();
      for (Path log : logs(folder)) {
        entries.addAll(read(Files.readString(log, StandardCharsets.ISO_8859_1)));
      }
      if (i == 1) {
        releases.release(folder, keep);
      }
      for (Entry entry : entries.reversed()) {
        if (known.add(entry)) {
          releases.commit(entry, i == 1);
        }
      }
      if (i > 1) {
        releases.release(folder, keep);
      }
    }
    releases.out.flush();
  }

  /** The ChangeLogs of a release, the newest part first. */
  private static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("ChangeLog(\\.[1-9])?"))
          .sorted(java.util.Comparator.reverseOrder())
          .toList();
    }
  }

  private void release(Path folder, Pattern keep) throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString();
        if (Files.isSymbolicLink(file) || !keep.matcher(path).find() || path.contains("\"")) {
          continue;
        }
        byte[] bytes = Files.readAllBytes(file);
        String key = java.util.Arrays.hashCode(bytes) + "/" + bytes.length + "/" + path;
        Integer mark = marks.get(key);
        if (mark == null) {
          mark = marks.size() + 1;
          marks.put(key, mark);
          write("blob\nmark :" + mark + "\ndata " + bytes.length + "\n");
          out.write(bytes);
          write("\n");
        }
        files.put(path, mark);
      }
    }
    tree = files;
    executable.clear();
    begin(time + 1, "releases[bot]", "Release " + folder.getFileName());
    write("deleteall\n");
    for (Map.Entry<String, Integer> file : tree.entrySet()) {
      write("M 100644 :" + file.getValue() + " " + file.getKey() + "\n");
    }
  }

  private void commit(Entry entry, boolean early) throws IOException {
    List<String> files = entry.files().stream().filter(tree::containsKey).toList();
    if (files.isEmpty()) {
      return;
    }
    begin(
        LocalDate.parse(entry.day()).atStartOfDay().toEpochSecond(ZoneOffset.UTC),
        early ? "before[bot]" : entry.author(),
        entry.message());
    for (String file : files) {
      boolean was = !executable.add(file);
      if (was) {
        executable.remove(file);
      }
      write("M " + (was ? "100644" : "100755") + " :" + tree.get(file) + " " + file + "\n");
    }
  }

  private void begin(long at, String author, String message) throws IOException {
    time = Math.max(time + 1, at);
    commits++;
    String by = author.replaceAll("[<>\n]", "") + " <nobody@example.com> " + time + " +0000\n";
    byte[] text = message.getBytes(StandardCharsets.ISO_8859_1);
    write("commit refs/heads/main\nauthor " + by + "committer " + by + "data " + text.length + "\n" + message + "\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads a ChangeLog, the newest commit first. */
  private static List<Entry> read(String log) {
    List<Entry> entries = new ArrayList<>();
    String day = "";
    String author = "";
    List<String> lines = new ArrayList<>();
    for (String line : log.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        add(entries, day, author, lines);
        day = heading.group(1);
        author = heading.group(2);
        lines.clear();
      } else if (line.isBlank() || line.startsWith("\t")) {
        lines.add(line.isBlank() ? "" : line.substring(1));
      }
    }
    add(entries, day, author, lines);
    return entries;
  }

  /** Adds the commits below one heading: a new one begins where text follows the files of another. */
  private static void add(List<Entry> entries, String day, String author, List<String> lines) {
    StringBuilder text = new StringBuilder();
    Set<String> files = new LinkedHashSet<>();
    boolean filesFirst = lines.stream().filter(line -> !line.isEmpty()).findFirst().orElse("").startsWith("* ");
    boolean gap = true;
    for (String line : lines) {
      Matcher bullet = BULLET.matcher(line);
      if (bullet.matches()) {
        files.addAll(List.of(bullet.group(1).strip().split(",? +")));
      } else if (filesFirst) {
        text.append(line.startsWith("  ") ? line.strip() + "\n" : "");
      } else if (gap && !files.isEmpty() && line.matches("[\\w'`\"].*")) {
        entries.add(new Entry(day, author, text.toString().strip(), List.copyOf(files)));
        text.setLength(0);
        files.clear();
        text.append(line).append('\n');
      } else if (files.isEmpty()) {
        text.append(line).append('\n');
      }
      gap = line.isEmpty();
    }
    entries.add(new Entry(day, author, text.toString().strip(), List.copyOf(files)));
    entries.removeIf(entry -> entry.message().isEmpty() || entry.files().isEmpty());
  }

  /** One commit of a ChangeLog. */
  private record Entry(String day, String author, String message, List<String> files) {}
}
