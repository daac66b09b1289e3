// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

/**
 * The actions of audit entries, by GitHub's names where it has one, each with its kind of
 * operation. Only changes with an action here can be audited.
 */
public enum AuditAction {
  // spotless:off: a table.
  SPACE_CREATED("copilot_space.create", Kind.CREATE),
  SPACE_CHANGED("copilot_space.update", Kind.MODIFY),
  SPACE_DELETED("copilot_space.destroy", Kind.REMOVE),
  RESOURCE_ADDED("copilot_space.add_resource", Kind.CREATE),
  RESOURCE_CHANGED("copilot_space.update_resource", Kind.MODIFY),
  RESOURCE_REMOVED("copilot_space.remove_resource", Kind.REMOVE),
  SPACE_SHARED("copilot_space.add_collaborator", Kind.CREATE),
  SPACE_ROLE_CHANGED("copilot_space.update_collaborator", Kind.MODIFY),
  SPACE_UNSHARED("copilot_space.remove_collaborator", Kind.REMOVE),

  AGENT_POLICY_CHANGED("copilot.swe_agent_repo_enablement_updated", Kind.MODIFY),
  AGENT_ENABLED("copilot.swe_agent_repo_enabled", Kind.MODIFY),
  AGENT_DISABLED("copilot.swe_agent_repo_disabled", Kind.MODIFY),

  ORGANIZATION_CREATED("org.create", Kind.CREATE),
  ORGANIZATION_CHANGED("org.update", Kind.MODIFY),
  ORGANIZATION_RENAMED("org.rename", Kind.MODIFY),
  ORGANIZATION_DELETED("org.delete", Kind.REMOVE),
  MEMBER_ADDED("org.add_member", Kind.CREATE),
  MEMBER_CHANGED("org.update_member", Kind.MODIFY),
  MEMBER_REMOVED("org.remove_member", Kind.REMOVE),

  TEAM_CREATED("team.create", Kind.CREATE),
  TEAM_CHANGED("team.update", Kind.MODIFY),
  TEAM_DELETED("team.destroy", Kind.REMOVE),
  TEAM_MEMBER_ADDED("team.add_member", Kind.CREATE),
  TEAM_MEMBER_CHANGED("team.update_member", Kind.MODIFY),
  TEAM_MEMBER_REMOVED("team.remove_member", Kind.REMOVE),
  TEAM_REPOSITORY_ADDED("team.add_repository", Kind.CREATE),
  TEAM_REPOSITORY_CHANGED("team.update_repository_permission", Kind.MODIFY),
  TEAM_REPOSITORY_REMOVED("team.remove_repository", Kind.REMOVE),

  REPOSITORY_CREATED("repo.create", Kind.CREATE),
  REPOSITORY_CHANGED("repo.update", Kind.MODIFY),
  REPOSITORY_RENAMED("repo.rename", Kind.MODIFY),
  REPOSITORY_VISIBILITY_CHANGED("repo.access", Kind.MODIFY),
  REPOSITORY_ARCHIVED("repo.archived", Kind.MODIFY),
  REPOSITORY_UNARCHIVED("repo.unarchived", Kind.MODIFY),
  REPOSITORY_TRANSFERRED("repo.transfer", Kind.MODIFY),
  REPOSITORY_DELETED("repo.destroy", Kind.REMOVE),
  REPOSITORY_MEMBER_ADDED("repo.add_member", Kind.CREATE),
  REPOSITORY_MEMBER_CHANGED("repo.update_member", Kind.MODIFY),
  REPOSITORY_MEMBER_REMOVED("repo.remove_member", Kind.REMOVE),
  CONTENT_CHANGED("git.push", Kind.MODIFY),

  ISSUE_CREATED("issue.create", Kind.CREATE),
  ISSUE_CHANGED("issue.update", Kind.MODIFY),
  COMMENT_CREATED("issue_comment.create", Kind.CREATE),
  PULL_REQUEST_CREATED("pull_request.create", Kind.CREATE),
  PULL_REQUEST_CHANGED("pull_request.update", Kind.MODIFY),

  USER_CREATED("user.create", Kind.CREATE),
  USER_RENAMED("user.rename", Kind.MODIFY),
  USER_SUSPENDED("user.suspend", Kind.MODIFY),
  USER_UNSUSPENDED("user.unsuspend", Kind.MODIFY),
  USER_PROMOTED("user.promote", Kind.MODIFY),
  USER_DELETED("user.delete", Kind.REMOVE),
  APP_CREATED("integration.create", Kind.CREATE),
  APP_CHANGED("integration.update", Kind.MODIFY),
  APP_DELETED("integration.destroy", Kind.REMOVE),
  APP_KEY_ADDED("integration.generate_key", Kind.CREATE),
  APP_KEY_REMOVED("integration.remove_key", Kind.REMOVE),
  APP_AUTHORIZED("oauth_authorization.create", Kind.CREATE),
  APP_INSTALLED("integration_installation.create", Kind.CREATE),
  INSTALLATION_CHANGED("integration_installation.update", Kind.MODIFY),
  INSTALLATION_SUSPENDED("integration_installation.suspend", Kind.MODIFY),
  INSTALLATION_UNSUSPENDED("integration_installation.unsuspend", Kind.MODIFY),
  INSTALLATION_REMOVED("integration_installation.destroy", Kind.REMOVE),
  OAUTH_TOKEN_CREATED("oauth_access.create", Kind.CREATE),
  OAUTH_TOKEN_REVOKED("oauth_access.revoke", Kind.REMOVE),
  TOKEN_CREATED("personal_access_token.create", Kind.CREATE),
  TOKEN_REVOKED("personal_access_token.revoke", Kind.REMOVE),
  INSTALLATION_TOKEN_CREATED("integration_installation.create_token", Kind.CREATE),
  INSTALLATION_TOKEN_REVOKED("integration_installation.revoke_token", Kind.REMOVE),

  ACCESS_REFUSED("access.refused", Kind.ACCESS);
  // spotless:on

  /** Prefix of actions that change git content; {@code include=git} selects them. */
  static final String GIT = "git.";

  private final String wire;
  private final Kind kind;

  AuditAction(String wire, Kind kind) {
    this.wire = wire;
    this.kind = kind;
  }

  String wire() {
    return wire;
  }

  /** Returns the value of {@code operation_type} and of the qualifier {@code operation}. */
  String kind() {
    return kind.wire;
  }

  private enum Kind {
    CREATE("create"),
    MODIFY("modify"),
    REMOVE("remove"),
    ACCESS("access");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }
  }
}
