// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.access.Permission;
import dev.atrium.access.Rule;
import java.util.List;

/**
 * One line of the HTTP surface.
 *
 * @param path segments, {@code {name}} for one that is a parameter, {@code {name...}} last for all
 *     that is left
 * @param operation GitHub's operation id, or our own
 * @param documentation the operation's page under {@code https://docs.github.com/rest}, which
 *     errors point to
 * @param rule what the permission takes, of the table that this server decides by
 * @param organization whether the path is an organization's: it decides which scopes count
 */
public record Route(
    String method,
    String path,
    String operation,
    String documentation,
    Permission permission,
    Rule rule,
    boolean organization,
    Handler handler) {

  /** The path in pieces. */
  List<String> segments() {
    return List.of(path.substring(1).split("/", -1));
  }
}
