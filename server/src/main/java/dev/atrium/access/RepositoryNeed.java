// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** What an operation on a repository needs: a role, and whether site admins do without. */
public enum RepositoryNeed {
  /** To read the content, issues and pull requests. */
  READ(RepositoryRole.PULL, false),
  /** To sort issues: labels, assignees, closing. */
  TRIAGE(RepositoryRole.TRIAGE, false),
  /** To change the content. */
  WRITE(RepositoryRole.PUSH, false),
  /** To see the settings: whoever reads the content, and site admins. */
  SEE(RepositoryRole.PULL, true),
  /** To see who has access. */
  SEE_ACCESS(RepositoryRole.PUSH, true),
  /** To change settings and access: admins of the repository, and site admins. */
  ADMINISTER(RepositoryRole.ADMIN, true);

  private final RepositoryRole role;
  private final boolean siteAdmins;

  RepositoryNeed(RepositoryRole role, boolean siteAdmins) {
    this.role = role;
    this.siteAdmins = siteAdmins;
  }

  /** The least role on the repository. */
  public RepositoryRole role() {
    return role;
  }

  /** Whether site admins are let in without one: never where content, issues or chat is. */
  boolean siteAdmins() {
    return siteAdmins;
  }
}
