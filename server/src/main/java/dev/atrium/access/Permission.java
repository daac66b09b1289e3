// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The permissions that operations need. A route names one of these; {@link AccessTable} has the
 * scopes, the permission of other tokens and the least role of each.
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
  /** Of one repository. */
  SWITCH_AGENT(Decided.BY_GRANT),
  READ_AUDIT_LOG(Decided.BY_GRANT),

  /** No token is asked for. */
  ANYONE(Decided.BY_OPERATION),
  /** Any valid token. */
  SIGNED_IN(Decided.BY_OPERATION),
  READ_ORGANIZATION(Decided.BY_OPERATION),
  /** Its members and teams. */
  ADMINISTER_ORGANIZATION(Decided.BY_OPERATION),
  /** Its settings, and whether it is there at all. */
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
  /** What a pull request changes: content of files. */
  READ_PULL_REQUEST_FILES(Decided.BY_OPERATION),
  /** An app for itself, by the JSON web token that it signs. */
  AUTHENTICATE_APP(Decided.BY_OPERATION),
  /** GitHub Enterprise Server's site administration. */
  ADMINISTER_SITE(Decided.BY_OPERATION);

  private final Decided decided;

  Permission(Decided decided) {
    this.decided = decided;
  }

  /**
   * Whether {@link Access} checks the token together with the rest of the decision, and proves it
   * by a grant. The token of every other operation is checked before its handler is called.
   */
  public boolean isDecidedByGrant() {
    return decided == Decided.BY_GRANT;
  }

  /**
   * Whether content of a repository leaves by it, or changes: to a coding agent only as the policy
   * of the repository's organization lets it (behaviour §7).
   */
  public boolean ofContent() {
    return this == READ_CONTENTS || this == WRITE_CONTENTS || this == READ_PULL_REQUEST_FILES;
  }

  /** Whether a space's sources are shown by it, or change. */
  boolean ofSources() {
    return this == GET_SPACE
        || this == SET_SPACE
        || this == READ_RESOURCES
        || this == WRITE_RESOURCES;
  }

  /** Whether the path names a repository, which a token must be let to know of besides. */
  public boolean namesRepository() {
    return this == SWITCH_AGENT;
  }

  /** Whether a request without a token is answered. */
  public boolean open() {
    return this == ANYONE;
  }

  private enum Decided {
    BY_GRANT,
    BY_OPERATION
  }
}
