// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * What an operation asks of a token.
 *
 * @param rule what the permission takes, of the table that this server decides by
 * @param organization whether the operation is one of an organization: it decides which scopes
 *     count
 */
public record Requirement(Permission permission, Rule rule, boolean organization) {
  /** Whether a request without a token is answered. */
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
