// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
  @ParameterizedTest
  @CsvSource({
    "Justice League, justice-league",
    "My TEam Näme, my-team-name",
    "'  --C++ & Rust!  ', c-rust",
    "snake_case 2, snake_case-2",
    "İstanbul, istanbul",
    "データ 班, データ-班",
    "'!!', ''"
  })
  void of_isWhatGitHubMakes(String name, String slug) {
    assertThat(Slug.of(name)).isEqualTo(slug);
  }
}
