// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The kinds of things that operations do. A line of {@code Routes} names one of these; {@link
 * AccessTable} has what each takes.
 */
public enum Permission {
  LIST_SPACES,
  CREATE_SPACE,
  GET_SPACE,
  SET_SPACE,
  DELETE_SPACE,
  READ_RESOURCES,
  WRITE_RESOURCES,
  LIST_COLLABORATORS,
  MANAGE_COLLABORATORS,
  READ_AGENT_SETTINGS,
  WRITE_AGENT_SETTINGS,
  /** Of one repository. */
  SWITCH_AGENT,
  READ_AUDIT_LOG,

  /** No token is asked for. */
  ANYONE,
  /** Any valid token. */
  SIGNED_IN,
  READ_ORGANIZATION,
  /** Its members and teams. */
  ADMINISTER_ORGANIZATION,
  /** Its settings, and whether it is there at all. */
  SET_ORGANIZATION,
  READ_REPOSITORY,
  CREATE_REPOSITORY,
  ADMINISTER_REPOSITORY,
  DELETE_REPOSITORY,
  READ_CONTENTS,
  WRITE_CONTENTS,
  READ_ISSUES,
  WRITE_ISSUES,
  READ_PULL_REQUESTS,
  WRITE_PULL_REQUESTS,
  /** What a pull request changes: content of files. */
  READ_PULL_REQUEST_FILES,
  /** An app for itself, by the JSON web token that it signs. */
  AUTHENTICATE_APP,
  /** GitHub Enterprise Server's site administration. */
  ADMINISTER_SITE;

  /** Whether features of the directory decide, by roles of their own, once a token has passed. */
  public boolean ofTheDirectory() {
    return compareTo(ANYONE) >= 0;
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
}
