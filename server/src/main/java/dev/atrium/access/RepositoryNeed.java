// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** The need of an operation on a repository: a role, and whether a site admin may do without it. */
public enum RepositoryNeed {
  /** Reads the content, issues and pull requests. */
  READ(RepositoryRole.PULL, false),
  /**
   * Writes issues and comments, as everybody may who reads them. The token must have been granted
   * the repository: one of selected repositories only reads other public ones.
   */
  TAKE_PART(RepositoryRole.PULL, false),
  /** Triages issues: labels, assignees, closing. */
  TRIAGE(RepositoryRole.TRIAGE, false),
  /** Changes the content. */
  WRITE(RepositoryRole.PUSH, false),
  /** Sees the settings: callers who may read the content, and site admins. */
  SEE(RepositoryRole.PULL, true),
  /** Sees who has access. */
  SEE_ACCESS(RepositoryRole.PUSH, true),
  /** Changes settings and access: admins of the repository, and site admins. */
  ADMINISTER(RepositoryRole.ADMIN, true);

  private final RepositoryRole role;
  private final boolean siteAdmins;

  RepositoryNeed(RepositoryRole role, boolean siteAdmins) {
    this.role = role;
    this.siteAdmins = siteAdmins;
  }

  /** Returns the lowest sufficient role on the repository. */
  public RepositoryRole role() {
    return role;
  }

  /** Tells whether site admins need no role: never where content, issues or chat are involved. */
  boolean siteAdmins() {
    return siteAdmins;
  }
}
