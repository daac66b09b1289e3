// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The owners of tables, by the SQL in the code: a table is written by its owner only, and read by
 * others only where this list says so. Both lists can only shrink.
 */
class TableOwnersTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "atrium");
  private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

  private static final Pattern TEXT =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
  private static final Pattern WRITE =
      Pattern.compile("\\b(?:INSERT INTO|UPDATE|DELETE FROM)\\s+([a-z_]+)");
  private static final Pattern READ = Pattern.compile("\\b(?:FROM|JOIN)\\s+([a-z_]+)");
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE ([a-z_]+)");

  private static final Map<String, String> OWNERS =
      Map.ofEntries(
          Map.entry("account", "directory"),
          Map.entry("agent_repository", "agents"),
          Map.entry("app", "apps"),
          Map.entry("app_key", "apps"),
          Map.entry("audit_entry", "audit"),
          Map.entry("audit_retention", "audit"),
          Map.entry("change", "db"),
          Map.entry("change_reader", "db"),
          Map.entry("chat_attachment", "resources"),
          Map.entry("device_code", "oauth"),
          Map.entry("directory_version", "db"),
          Map.entry("installation", "apps"),
          Map.entry("installation_repository", "apps"),
          Map.entry("issue", "issues"),
          Map.entry("issue_assignee", "issues"),
          Map.entry("issue_comment", "issues"),
          Map.entry("job", "jobs"),
          Map.entry("membership", "directory"),
          Map.entry("oauth_code", "oauth"),
          Map.entry("repository", "repositories"),
          Map.entry("repository_collaborator", "repositories"),
          Map.entry("repository_redirect", "repositories"),
          Map.entry("setting", "db"),
          Map.entry("space", "spaces"),
          Map.entry("space_collaborator", "collaborators"),
          Map.entry("space_resource", "resources"),
          Map.entry("team", "directory"),
          Map.entry("team_member", "directory"),
          Map.entry("team_repository", "repositories"),
          Map.entry("token", "tokens"),
          Map.entry("token_repository", "tokens"));

  /** Writes of others, each with its reason. */
  private static final Set<String> WRITTEN_BY_OTHERS =
      Set.of(
          "access writes membership", // Holds a row until the write that was decided on ends.
          "access writes space", // Takes the next version as it decides: a second writer waits.
          "directory writes team_repository"); // A team is made together with its repositories.

  /** Reads of others. Decisions need facts of many tables: {@code access} is not listed here. */
  private static final Map<String, Set<String>> READ_BY_OTHERS =
      Map.ofEntries(
          Map.entry("agents", Set.of("account", "repository")),
          Map.entry("apps", Set.of("repository")),
          Map.entry(
              "audit", Set.of("account", "repository", "repository_redirect", "space", "team")),
          Map.entry("collaborators", Set.of("space")),
          Map.entry("db", Set.of("audit_retention", "repository", "space")),
          Map.entry("directory", Set.of("app", "repository")),
          Map.entry("issues", Set.of("account", "membership", "repository_collaborator")),
          Map.entry("oauth", Set.of("account", "installation", "membership")),
          Map.entry("repositories", Set.of("account", "issue", "membership", "team")),
          Map.entry("resources", Set.of("issue")),
          Map.entry("spaces", Set.of("repository", "space_resource")),
          Map.entry("tokens", Set.of("app", "repository")));

  @Test
  void everyTable_hasAnOwner() {
    assertThat(OWNERS.keySet()).isEqualTo(tables());
  }

  @Test
  void tables_areWrittenByTheirOwners() {
    Set<String> others = new TreeSet<>();
    uses(WRITE)
        .forEach((owner, written) ->
            written.stream()
                .filter(table -> !owner.equals(OWNERS.get(table)))
                .forEach(table -> others.add(owner + " writes " + table)));
    assertThat(others).isEqualTo(new TreeSet<>(WRITTEN_BY_OTHERS));
  }

  @Test
  void tables_areReadByOthers_onlyWhereThisListSaysSo() {
    Map<String, Set<String>> others = new TreeMap<>();
    uses(READ)
        .forEach((owner, read) -> {
          Set<String> foreign =
              read.stream()
                  .filter(table -> !owner.equals(OWNERS.get(table)))
                  .collect(Collectors.toCollection(TreeSet::new));
          if (!owner.equals("access") && !foreign.isEmpty()) {
            others.put(owner, foreign);
          }
        });
    assertThat(others).isEqualTo(READ_BY_OTHERS);
  }

  /** A name of a table in a text that is put together would escape this test. */
  @Test
  void tables_areNamedInWholeStatements() {
    Pattern cut = Pattern.compile("\\b(?:INSERT INTO|UPDATE|DELETE FROM|JOIN)\\s*\"\\s*\\+");
    List<String> found =
        sources()
            .filter(source -> cut.matcher(source.text()).find())
            .map(source -> source.file().toString())
            .toList();
    assertThat(found).isEmpty();
  }

  private static Map<String, Set<String>> uses(Pattern pattern) {
    Set<String> tables = tables();
    Map<String, Set<String>> uses = new TreeMap<>();
    sources()
        .forEach(source -> {
          String owner = SOURCES.relativize(source.file()).getName(0).toString();
          Matcher texts = TEXT.matcher(source.text());
          while (texts.find()) {
            String text = texts.group(1) == null ? texts.group(2) : texts.group(1);
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
              if (tables.contains(matcher.group(1))) {
                uses.computeIfAbsent(owner, key -> new TreeSet<>()).add(matcher.group(1));
              }
            }
          }
        });
    return uses;
  }

  private static Set<String> tables() {
    Set<String> tables = new TreeSet<>();
    files(MIGRATIONS, ".sql")
        .forEach(file -> {
          Matcher matcher = TABLE.matcher(read(file));
          while (matcher.find()) {
            tables.add(matcher.group(1));
          }
        });
    return tables;
  }

  private static Stream<Source> sources() {
    return files(SOURCES, ".java").map(file -> new Source(file, read(file)));
  }

  private static Stream<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Source(Path file, String text) {}
}
