// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import java.util.Locale;

/** GitHub's rules for the names of repositories. */
final class RepositoryName {
  static final String RESOURCE = "Repository";
  private static final int LONGEST = 100;

  private RepositoryName() {}

  /**
   * Returns the name that a repository gets: characters that a name may not contain become a
   * hyphen, as on GitHub. Notes a fault if the result is still not allowed.
   */
  static String of(Fields fields, String field, String sent) {
    String name = sent.strip().replaceAll("[^A-Za-z0-9._-]+", "-");
    boolean reserved = name.matches("\\.{1,2}") || name.toLowerCase(Locale.ROOT).endsWith(".git");
    if (name.isEmpty() || name.length() > LONGEST || reserved) {
      fields.fault(
          FieldError.invalid(
              RESOURCE,
              field,
              "%s must have 1 to %d letters, digits, '.', '_' or '-', be neither '.' nor '..', and not end in .git"
                  .formatted(field, LONGEST)));
    }
    return name;
  }
}
