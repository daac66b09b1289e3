// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternsTest {
  private static PathPatterns include(String... patterns) {
    return new PathPatterns(List.of(patterns), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "*.md, README.md, true",
    "*.md, docs/a/b.md, true",
    "/*.md, docs/b.md, false",
    "/*.md, b.md, true",
    "docs/*.md, docs/b.md, true",
    "docs/*.md, a/docs/b.md, false",
    "docs/*.md, docs/a/b.md, false",
    "docs, docs/a/b.md, true",
    "docs/, a/docs/b.md, true",
    "docs/, docs, false",
    "docs/**, docs/a/b.md, true",
    "docs/**, docs, false",
    "**/docs, a/b/docs, true",
    "**/docs, docs, true",
    "a/**/b, a/b, true",
    "a/**/b, a/x/y/b, true",
    "a/**/b, a/x/y/c, false",
    "?at.java, cat.java, true",
    "?at.java, at.java, false",
    "*a*b*, xaxbx, true",
    "*a*b*, xbxax, false",
    "**, anything/at/all, true",
  })
  void patterns_matchAsInGitignore(String pattern, String path, boolean admitted) {
    assertThat(include(pattern).admits(path)).isEqualTo(admitted);
  }

  @Test
  void whatIsExcluded_isNotIncluded() {
    PathPatterns patterns = new PathPatterns(List.of("src/"), List.of("*.min.js", "gen/"));
    assertThat(patterns.admits("src/a.js")).isTrue();
    assertThat(patterns.admits("src/a.min.js")).isFalse();
    assertThat(patterns.admits("src/gen/a.js")).isFalse();
    assertThat(patterns.admits("lib/a.js")).isFalse();
    assertThat(patterns.excludes("src/gen")).isTrue();
    assertThat(patterns.excludes("src")).isFalse();
  }

  @Test
  void withoutPatterns_allFilesBelong() {
    assertThat(include().admits("a/b")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "a//b", "!a", "[a]", "a\\b", "a\u0000b"})
  void patternsThatNobodyWouldUnderstand_haveAFault(String pattern) {
    assertThat(PathPatterns.fault(pattern)).isPresent();
    assertThatThrownBy(() -> include(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  /** JGit takes 75 seconds for it, on a path of 75 characters. */
  @Test
  void aPatternOfManyStars_takesNoTime() {
    PathPatterns many = include("**/**/**/**/**/**/**/**/*a*a*a*a*a*a*a*a*b");
    assertThat(many.admits("a/".repeat(1_000) + "a".repeat(2_000))).isFalse();
  }

  /** JGit's rules say what .gitignore means, wherever they are fast enough to be asked. */
  @Test
  void matchesWhatJGitsRulesMatch() {
    Random random = new Random(42);
    for (int i = 0; i < 50_000; i++) {
      String pattern = some(random, "ab*?/", 6).replaceAll("//+", "/");
      if (PathPatterns.fault(pattern).isPresent()) {
        continue;
      }
      String path = some(random, "ab/", 8).replaceAll("/+", "/").replaceAll("^/|/$", "");
      if (!path.isEmpty()) {
        String[] segments = path.split("/", -1);
        boolean isFolder = random.nextBoolean();
        assertThat(Glob.of(pattern).matches(segments, segments.length, isFolder))
            .as("%s on %s, a folder: %s", pattern, path, isFolder)
            .isEqualTo(new FastIgnoreRule(pattern).isMatch(path, isFolder, true));
      }
    }
  }

  private static String some(Random random, String characters, int most) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(most);
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }
}
