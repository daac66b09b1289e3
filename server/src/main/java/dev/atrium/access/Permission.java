// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The permissions that operations need. A route names one of these; {@link AccessTable} holds the
 * scopes, the permission of unscoped tokens and the lowest standing of each.
 */
public enum Permission {
  LIST_SPACES(Decided.BY_GRANT),
  CREATE_SPACE(Decided.BY_GRANT),
  GET_SPACE(Decided.BY_GRANT),
  SET_SPACE(Decided.BY_GRANT),
  DELETE_SPACE(Decided.BY_GRANT),
  READ_RESOURCES(Decided.BY_GRANT),
  WRITE_RESOURCES(Decided.BY_GRANT),
  LIST_COLLABORATORS(Decided.BY_GRANT),
  MANAGE_COLLABORATORS(Decided.BY_GRANT),
  READ_AGENT_SETTINGS(Decided.BY_GRANT),
  WRITE_AGENT_SETTINGS(Decided.BY_GRANT),
  /** Switches the coding agent on or off for one repository. */
  SWITCH_AGENT(Decided.BY_GRANT),
  READ_AUDIT_LOG(Decided.BY_GRANT),

  /** Needs no token. */
  ANYONE(Decided.BY_OPERATION),
  /** Needs any valid token. */
  SIGNED_IN(Decided.BY_OPERATION),
  READ_ORGANIZATION(Decided.BY_OPERATION),
  /** Changes the organization's members and teams. */
  ADMINISTER_ORGANIZATION(Decided.BY_OPERATION),
  /** Changes the organization's settings, creates it or deletes it. */
  SET_ORGANIZATION(Decided.BY_OPERATION),
  READ_REPOSITORY(Decided.BY_OPERATION),
  CREATE_REPOSITORY(Decided.BY_OPERATION),
  ADMINISTER_REPOSITORY(Decided.BY_OPERATION),
  DELETE_REPOSITORY(Decided.BY_OPERATION),
  READ_CONTENTS(Decided.BY_OPERATION),
  WRITE_CONTENTS(Decided.BY_OPERATION),
  READ_ISSUES(Decided.BY_OPERATION),
  WRITE_ISSUES(Decided.BY_OPERATION),
  READ_PULL_REQUESTS(Decided.BY_OPERATION),
  WRITE_PULL_REQUESTS(Decided.BY_OPERATION),
  /** Reads what a pull request changes, which is content of files. */
  READ_PULL_REQUEST_FILES(Decided.BY_OPERATION),
  /** Authenticates an app as itself, by a JSON web token that it signs. */
  AUTHENTICATE_APP(Decided.BY_OPERATION),
  /** Uses the site administration of GitHub Enterprise Server. */
  ADMINISTER_SITE(Decided.BY_OPERATION);

  private final Decided decided;

  Permission(Decided decided) {
    this.decided = decided;
  }

  /**
   * Tells whether {@link Access} checks the token as part of the whole decision, and proves it by a
   * grant. For every other operation the token is checked before the handler is called.
   */
  public boolean isDecidedByGrant() {
    return decided == Decided.BY_GRANT;
  }

  /**
   * Tells whether the operation reads or changes content of a repository. A coding agent may do so
   * only where the policy of the repository's organization allows it (behaviour §7).
   */
  public boolean ofContent() {
    return this == READ_CONTENTS || this == WRITE_CONTENTS || this == READ_PULL_REQUEST_FILES;
  }

  /** Tells whether the operation shows or changes a space's sources. */
  boolean ofSources() {
    return this == GET_SPACE
        || this == SET_SPACE
        || this == READ_RESOURCES
        || this == WRITE_RESOURCES;
  }

  /**
   * Tells whether the path names a repository, which the token must be allowed to know of as well.
   */
  public boolean namesRepository() {
    return this == SWITCH_AGENT;
  }

  /** Tells whether a request without a token is answered. */
  public boolean open() {
    return this == ANYONE;
  }

  private enum Decided {
    BY_GRANT,
    BY_OPERATION
  }
}
