// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.server;

import java.util.Arrays;
import java.util.List;

/**
 * Every operation that changes something, with a request that does, in an order in which each finds
 * what it needs, and the actions that the audit log must have of it.
 *
 * <p>{@code @} begins who asks, {@code $NAME} stands for what an earlier answer gave, and {@code
 * CANARY} for texts that must never be in the log. A name before {@code =} keeps a field of the
 * answer.
 */
final class AuditedOperations {
  private static final String ALL =
      """
      enterprise-admin/create-user | POST /admin/users | {"login":"guest","email":"CANARY@example.com"} | user.create
      enterprise-admin/create-org | POST /admin/organizations | {"login":"early","admin":"octocat","profile_name":"CANARY"} | org.create org.add_member
      enterprise-admin/update-org-name | PATCH /admin/organizations/early | {"login":"acme"} | org.rename
      orgs/update | @octocat PATCH /orgs/acme | {"description":"CANARY","email":"CANARY","default_repository_permission":"none"} | org.update
      atrium/graphql | @octocat POST /graphql | {"query":"query CANARY{viewer{login}}"} |
      atrium/mcp | @octocat POST /mcp | {"jsonrpc":"2.0","method":"notifications/initialized"} |
      orgs/set-membership-for-user | @octocat PUT /orgs/acme/memberships/guest | {"role":"member"} | org.add_member
      orgs/set-membership-for-user | @octocat PUT /orgs/acme/memberships/guest | {"role":"admin"} | org.update_member
      orgs/set-membership-for-user | @octocat PUT /orgs/acme/memberships/guest | {"role":"admin"} |
      orgs/remove-membership-for-user | @octocat DELETE /orgs/acme/memberships/guest | | org.remove_member
      repos/create-in-org | REPOSITORY=id @octocat POST /orgs/acme/repos | {"name":"hello","private":true,"auto_init":true,"description":"CANARY"} | repo.create git.push
      repos/create-for-authenticated-user | @octocat POST /user/repos | {"name":"mine","private":true,"description":"CANARY"} | repo.create
      repos/update | @octocat PATCH /repos/acme/hello | {"description":"CANARY more","homepage":"CANARY","visibility":"public"} | repo.access repo.update
      repos/replace-all-topics | @octocat PUT /repos/acme/hello/topics | {"names":["canary"]} | repo.update
      repos/replace-all-topics | @octocat PUT /repos/acme/hello/topics | {"names":["Canary"]} |
      repos/update | @octocat PATCH /repos/octocat/mine | {"name":"ours","archived":true} | repo.archived repo.rename
      repos/create-or-update-file-contents | SHA=content/sha @octocat PUT /repos/acme/hello/contents/CANARY.md | {"message":"CANARY","content":"Q0FOQVJZ"} | git.push
      repos/delete-file | @octocat DELETE /repos/acme/hello/contents/CANARY.md | {"message":"CANARY","sha":"$SHA"} | git.push
      repos/add-collaborator | @octocat PUT /repos/acme/hello/collaborators/guest | {"permission":"push"} | repo.add_member
      repos/add-collaborator | @octocat PUT /repos/acme/hello/collaborators/guest | {"permission":"admin"} | repo.update_member
      repos/remove-collaborator | @octocat DELETE /repos/acme/hello/collaborators/guest | | repo.remove_member
      teams/create | @octocat POST /orgs/acme/teams | {"name":"justice","description":"CANARY","repo_names":["acme/hello"]} | team.add_member team.add_repository team.create
      teams/update-in-org | @octocat PATCH /orgs/acme/teams/justice | {"description":"CANARY again","privacy":"closed"} | team.update
      teams/add-or-update-membership-for-user-in-org | @octocat PUT /orgs/acme/teams/justice/memberships/guest | {"role":"member"} | org.add_member team.add_member
      teams/add-or-update-membership-for-user-in-org | @octocat PUT /orgs/acme/teams/justice/memberships/guest | {"role":"maintainer"} | team.update_member
      teams/add-or-update-repo-permissions-in-org | @octocat PUT /orgs/acme/teams/justice/repos/acme/hello | {"permission":"push"} | team.update_repository_permission
      teams/remove-repo-in-org | @octocat DELETE /orgs/acme/teams/justice/repos/acme/hello | | team.remove_repository
      issues/create | @octocat POST /repos/acme/hello/issues | {"title":"CANARY","body":"CANARY","labels":["CANARY"]} | issue.create
      issues/update | @octocat PATCH /repos/acme/hello/issues/1 | {"title":"CANARY!","state":"closed"} | issue.update
      issues/create-comment | @octocat POST /repos/acme/hello/issues/1/comments | {"body":"CANARY"} | issue_comment.create
      pulls/create | @octocat POST /repos/acme/hello/pulls | {"title":"CANARY","head":"proposal","base":"main","body":"CANARY"} | pull_request.create
      pulls/update | @octocat PATCH /repos/acme/hello/pulls/2 | {"title":"CANARY!"} | pull_request.update
      copilot-spaces/create-for-org | SPACE=number @octocat POST /orgs/acme/copilot-spaces | {"name":"Docs","description":"CANARY","general_instructions":"CANARY","resources_attributes":[{"resource_type":"free_text","metadata":{"name":"CANARY","text":"CANARY"}}]} | copilot_space.add_resource copilot_space.create
      copilot-spaces/update-for-org | @octocat PUT /orgs/acme/copilot-spaces/$SPACE | {"general_instructions":"CANARY!","base_role":"writer"} | copilot_space.update
      copilot-spaces/update-for-org | @octocat PUT /orgs/acme/copilot-spaces/$SPACE | {"base_role":"writer"} |
      copilot-spaces/create-resource-for-org | RESOURCE=id @octocat POST /orgs/acme/copilot-spaces/$SPACE/resources | {"resource_type":"github_file","metadata":{"repository_id":$REPOSITORY,"file_path":"README.md"}} | copilot_space.add_resource
      copilot-spaces/create-resource-for-org | @octocat POST /orgs/acme/copilot-spaces/$SPACE/resources | {"resource_type":"github_file","metadata":{"repository_id":$REPOSITORY,"file_path":"README.md"}} |
      copilot-spaces/create-resource-for-org | NOTE=id @octocat POST /orgs/acme/copilot-spaces/$SPACE/resources | {"resource_type":"free_text","metadata":{"name":"CANARY","text":"CANARY"}} | copilot_space.add_resource
      copilot-spaces/update-resource-for-org | @octocat PUT /orgs/acme/copilot-spaces/$SPACE/resources/$NOTE | {"metadata":{"text":"CANARY?"}} | copilot_space.update_resource
      copilot-spaces/delete-resource-for-org | @octocat DELETE /orgs/acme/copilot-spaces/$SPACE/resources/$NOTE | | copilot_space.remove_resource
      copilot-spaces/add-collaborator-for-org | @octocat POST /orgs/acme/copilot-spaces/$SPACE/collaborators | {"actor_type":"Team","actor_identifier":"justice","role":"reader"} | copilot_space.add_collaborator
      copilot-spaces/update-collaborator-for-org | @octocat PUT /orgs/acme/copilot-spaces/$SPACE/collaborators/Team/justice | {"role":"admin"} | copilot_space.update_collaborator
      copilot-spaces/remove-collaborator-for-org | @octocat DELETE /orgs/acme/copilot-spaces/$SPACE/collaborators/Team/justice | | copilot_space.remove_collaborator
      copilot/set-copilot-coding-agent-permissions-organization | @octocat PUT /orgs/acme/copilot/coding-agent/permissions | {"enabled_repositories":"selected"} | copilot.swe_agent_repo_enablement_updated
      copilot/set-copilot-coding-agent-selected-repositories-for-organization | @octocat PUT /orgs/acme/copilot/coding-agent/permissions/repositories | {"selected_repository_ids":[$REPOSITORY]} | copilot.swe_agent_repo_enabled
      copilot/disable-copilot-coding-agent-for-repository-in-organization | @octocat DELETE /orgs/acme/copilot/coding-agent/permissions/repositories/$REPOSITORY | | copilot.swe_agent_repo_disabled
      copilot/enable-copilot-coding-agent-for-repository-in-organization | @octocat PUT /orgs/acme/copilot/coding-agent/permissions/repositories/$REPOSITORY | | copilot.swe_agent_repo_enabled
      copilot-spaces/create-for-user | OWN=number @octocat POST /users/octocat/copilot-spaces | {"name":"CANARY","description":"CANARY","general_instructions":"CANARY"} | copilot_space.create
      copilot-spaces/update-for-user | @octocat PUT /users/octocat/copilot-spaces/$OWN | {"name":"CANARY 2"} | copilot_space.update
      copilot-spaces/create-resource-for-user | NOTE=id @octocat POST /users/octocat/copilot-spaces/$OWN/resources | {"resource_type":"free_text","metadata":{"name":"CANARY","text":"CANARY"}} | copilot_space.add_resource
      copilot-spaces/update-resource-for-user | @octocat PUT /users/octocat/copilot-spaces/$OWN/resources/$NOTE | {"metadata":{"name":"CANARY 3"}} | copilot_space.update_resource
      copilot-spaces/delete-resource-for-user | @octocat DELETE /users/octocat/copilot-spaces/$OWN/resources/$NOTE | | copilot_space.remove_resource
      copilot-spaces/add-collaborator-for-user | @octocat POST /users/octocat/copilot-spaces/$OWN/collaborators | {"actor_type":"User","actor_identifier":"guest","role":"reader"} | copilot_space.add_collaborator
      copilot-spaces/update-collaborator-for-user | @octocat PUT /users/octocat/copilot-spaces/$OWN/collaborators/User/guest | {"role":"writer"} | copilot_space.update_collaborator
      copilot-spaces/remove-collaborator-for-user | @octocat DELETE /users/octocat/copilot-spaces/$OWN/collaborators/User/guest | | copilot_space.remove_collaborator
      copilot-spaces/delete-for-user | @octocat DELETE /users/octocat/copilot-spaces/$OWN | | copilot_space.destroy
      enterprise-admin/create-impersonation-o-auth-token | SECRET=token POST /admin/users/guest/authorizations | {"scopes":["repo"],"note":"CANARY"} | personal_access_token.create
      enterprise-admin/delete-impersonation-o-auth-token | DELETE /admin/users/guest/authorizations | | personal_access_token.revoke
      atrium/create-fine-grained-token | SECRET2=token POST /admin/users/octocat/fine-grained-tokens | {"name":"CANARY","resource_owner":"acme","permissions":{"metadata":"read"}} | personal_access_token.create
      atrium/revoke-token-of-user | DELETE /admin/users/octocat/tokens/$FINE | | personal_access_token.revoke
      atrium/create-installation-token | SECRET3=token ORGAPP=id POST /admin/organizations/acme/installation-tokens | {"name":"CANARY","permissions":{"metadata":"read"}} | integration_installation.create integration_installation.create_token
      atrium/revoke-token-of-organization | DELETE /admin/organizations/acme/tokens/$ORGAPP | | integration_installation.revoke_token
      repos/transfer | @octocat POST /repos/octocat/ours/transfer | {"new_owner":"acme","new_name":"theirs"} | repo.transfer repo.transfer
      atrium/create-app | APP=id SLUG=slug PEM=pem CLIENT=client_id SECRET4=client_secret POST /admin/apps | {"name":"Helper","owner":"octocat","description":"CANARY","callback_urls":["https://CANARY.example.com/cb"],"permissions":{"contents":"read"},"device_flow":true} | integration.create
      atrium/update-app | PATCH /admin/apps/helper | {"description":"CANARY 2","permissions":{"metadata":"read","contents":"write"}} | integration.update
      atrium/create-app-key | KEY=id SECRET5=pem POST /admin/apps/helper/keys | | integration.generate_key
      atrium/delete-app-key | DELETE /admin/apps/helper/keys/$KEY | | integration.remove_key
      atrium/install-app | INSTALLATION=id POST /admin/apps/helper/installations | {"account":"acme"} | integration_installation.create
      atrium/install-app | POST /admin/apps/helper/installations | {"account":"acme","repository_selection":"selected","repository_ids":[$REPOSITORY]} | integration_installation.update
      apps/create-installation-access-token | SECRET6=token @app POST /app/installations/$INSTALLATION/access_tokens | {"permissions":{"contents":"read"}} | integration_installation.create_token
      atrium/revoke-installation-access-token | @installation DELETE /installation/token | | integration_installation.revoke_token
      atrium/answer-app | @octocat POST /login/oauth/authorize | client_id=$CLIENT&state=CANARY&redirect_uri=https://CANARY.example.com/cb&installation=$INSTALLATION&decision=approve&proof=$PROOF | oauth_authorization.create
      atrium/fetch-token | SECRET7=access_token @nobody POST /login/oauth/access_token | client_id=$CLIENT&client_secret=$SECRET4&code=$SECRET8 | oauth_access.create
      atrium/start-device | SECRET9=device_code USERCODE=user_code @nobody POST /login/device/code | client_id=$CLIENT |
      atrium/answer-device | @octocat POST /login/device | user_code=$USERCODE&installation=$INSTALLATION&decision=approve&proof=$PROOF | oauth_authorization.create
      atrium/fetch-token | @nobody POST /login/oauth/access_token | client_id=$CLIENT&device_code=$SECRET9&grant_type=urn:ietf:params:oauth:grant-type:device_code | oauth_access.create
      atrium/suspend-installation | @app PUT /app/installations/$INSTALLATION/suspended | | integration_installation.suspend
      atrium/unsuspend-installation | @app DELETE /app/installations/$INSTALLATION/suspended | | integration_installation.unsuspend
      atrium/delete-installation | @app DELETE /app/installations/$INSTALLATION | | integration_installation.destroy
      atrium/install-app | INSTALLATION=id POST /admin/apps/helper/installations | {"account":"acme"} | integration_installation.create
      atrium/uninstall-app | DELETE /admin/apps/helper/installations/$INSTALLATION | | integration_installation.destroy
      atrium/install-app | POST /admin/apps/helper/installations | {"account":"acme"} | integration_installation.create
      atrium/delete-app | DELETE /admin/apps/helper | | integration.destroy integration_installation.destroy
      atrium/create-app | POST /admin/apps | {"name":"Guide","owner":"guest","permissions":{"contents":"read"}} | integration.create
      atrium/install-app | POST /admin/apps/guide/installations | {"account":"acme"} | integration_installation.create
      teams/remove-membership-for-user-in-org | @octocat DELETE /orgs/acme/teams/justice/memberships/guest | | team.remove_member
      teams/delete-in-org | @octocat DELETE /orgs/acme/teams/justice | | team.destroy
      repos/delete | @octocat DELETE /repos/acme/hello | | copilot_space.remove_resource repo.destroy
      copilot-spaces/delete-for-org | @octocat DELETE /orgs/acme/copilot-spaces/$SPACE | | copilot_space.destroy
      enterprise-admin/suspend-user | PUT /users/guest/suspended | | user.suspend
      enterprise-admin/unsuspend-user | DELETE /users/guest/suspended | | user.unsuspend
      enterprise-admin/unsuspend-user | DELETE /users/guest/suspended | |
      enterprise-admin/update-username-for-user | PATCH /admin/users/guest | {"login":"visitor"} | user.rename
      enterprise-admin/delete-user | DELETE /admin/users/visitor | | integration_installation.destroy org.remove_member user.delete
      orgs/delete | @octocat DELETE /orgs/acme | | org.delete
      """;

  private AuditedOperations() {}

  static List<Step> all() {
    return ALL.lines()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(row ->
            new Step(
                row.get(0),
                List.of(row.get(1).split(" ", -1)),
                row.get(2),
                row.get(3).isEmpty() ? List.of() : List.of(row.get(3).split(" ", -1))))
        .toList();
  }

  /**
   * One request.
   *
   * @param words what is kept of the answer, who asks, the method and the path
   * @param actions sorted
   */
  record Step(String operation, List<String> words, String body, List<String> actions) {
    List<String> keeps() {
      return words.stream().filter(word -> word.matches("[A-Z0-9]+=.*")).toList();
    }

    /** A name after {@code @}; of the site's admin where there is none. */
    String who() {
      return words.stream()
          .filter(word -> word.startsWith("@"))
          .map(word -> word.substring(1))
          .findFirst()
          .orElse("admin");
    }

    String method() {
      return words.get(words.size() - 2);
    }

    String path() {
      return words.getLast();
    }
  }
}
