// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the {@code permissions} of a body: name to read, write or admin. */
public final class PermissionFields {
  private static final Set<String> LEVELS = Set.of("read", "write", "admin");

  private PermissionFields() {}

  /** What was sent, by name; faults are noted on the fields. */
  public static Map<String, String> read(Fields fields) {
    Map<String, String> permissions = new TreeMap<>();
    ObjectNode sent = fields.object("permissions").value();
    if (sent != null) {
      for (Map.Entry<String, JsonNode> entry : sent.properties()) {
        if (LEVELS.contains(entry.getValue().asText())) {
          permissions.put(entry.getKey(), entry.getValue().asText());
        } else {
          fields.fault(
              FieldError.invalid(
                  fields.resource(),
                  "permissions",
                  entry.getKey() + " must be read, write or admin"));
        }
      }
    }
    return permissions;
  }
}
