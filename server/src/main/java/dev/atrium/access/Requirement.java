// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The requirement that an operation places on a token.
 *
 * @param rule the permission's row in the table that this server decides by
 * @param organization whether the operation is on an organization's path, which decides which
 *     scopes count
 */
public record Requirement(Permission permission, Rule rule, boolean organization) {
  /** Tells whether a request without a token is answered. */
  public boolean isOpen() {
    return permission.open();
  }

  /**
   * Refuses a token that the operation does not take.
   *
   * @throws dev.atrium.error.ApiException as {@link Rule#check}
   */
  public void check(Caller caller) {
    rule.check(caller, organization);
  }
}
