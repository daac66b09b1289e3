// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.FieldError;
import dev.atrium.git.PathPatterns;
import dev.atrium.http.Fields;
import java.util.List;

/** The reader of the patterns that select files of a repository or of a folder. */
final class SourcePatterns {
  private SourcePatterns() {}

  /** Reads both lists, and keeps those that are not empty. */
  static void read(Fields fields, ObjectNode json) {
    for (String field : List.of("include", "exclude")) {
      List<String> sent =
          fields.texts(field, PathPatterns.MOST, PathPatterns.LONGEST).or(List.of());
      sent.stream()
          .flatMap(pattern -> PathPatterns.fault(pattern).stream())
          .findFirst()
          .ifPresent(fault ->
              fields.fault(FieldError.invalid(Metadata.RESOURCE, field, field + " " + fault)));
      if (!sent.isEmpty()) {
        sent.forEach(json.putArray(field)::add);
      }
    }
  }
}
