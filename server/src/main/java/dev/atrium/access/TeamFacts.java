// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The facts of a team that decisions look at.
 *
 * @param secret whether only its members and the owners of the organization see it
 */
public record TeamFacts(long id, long organizationId, String slug, boolean secret) {
  /** Returns what stands for a team that is not there, of which nobody is a member. */
  static TeamFacts missing(long organizationId) {
    return new TeamFacts(0, organizationId, "", true);
  }
}
