// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.AccessTable;
import dev.atrium.access.Permission;
import dev.atrium.access.Rule;
import dev.atrium.testing.GitHubSchema;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PermissionFieldsTest {
  @Test
  void names_areThoseOfTheDescription_andOfTheAccessTable() {
    Set<String> names = GitHubSchema.permissions();
    assertThat(names).contains("contents", "organization_administration");
    Set<String> decidedBy = new TreeSet<>();
    for (Permission permission : Permission.values()) {
      decidedBy.add(AccessTable.STANDARD.of(permission).permission());
    }
    decidedBy.removeAll(Set.of("", Rule.NEVER, Rule.APP));
    names.addAll(decidedBy);
    assertThat(PermissionFields.NAMES).isEqualTo(names);
  }
}
