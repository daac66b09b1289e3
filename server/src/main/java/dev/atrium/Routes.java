// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import dev.atrium.access.OwnerRef;
import dev.atrium.access.Permission;
import dev.atrium.directory.Account;
import dev.atrium.http.Route;
import dev.atrium.repositories.RepositoryNeed;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The whole HTTP surface, one line an operation: method, path, operation, its page in GitHub's
 * reference, permission, handler.
 */
final class Routes extends RouteLines {
  private static final String SPACES = "copilot-spaces/copilot-spaces#";
  private static final String RESOURCES = "copilot-spaces/resources#";
  private static final String SHARING = "copilot-spaces/collaborators#";
  private static final String AGENT = "copilot/copilot-coding-agent-management#";
  private static final String ORGS = "orgs/orgs#";
  private static final String ADMIN_ORGS = "enterprise-admin/orgs#";
  private static final String MEMBERS = "orgs/members#";
  private static final String TEAMS = "teams/teams#";
  private static final String TEAM_MEMBERS = "teams/members#";
  private static final String ISSUES = "issues/issues#";
  private static final String PULLS = "pulls/pulls#";
  private static final String ADMIN = "enterprise-admin/users#";

  private static final String APPS = "apps/apps#";
  private static final String REPOSITORIES = "repos/repos#";
  private static final String CONTENTS = "repos/contents#";
  private static final String REPOSITORY_PEOPLE = "collaborators/collaborators#";

  private Routes(Server server) {
    super(server);
  }

  /** All routes, in the order of the reference. */
  static List<Route> of(Server server) {
    Routes routes = new Routes(server);
    routes.meta(server);
    routes.users(server);
    routes.organizations(server);
    routes.teams(server);
    routes.repositories(server);
    routes.repositoryAccess(server);
    routes.contents(server);
    routes.spaces(server);
    routes.resources(server);
    routes.collaborators(server);
    routes.agents(server);
    routes.apps(server);
    routes.oauth(server);
    routes.pages(server);
    routes.issues(server);
    routes.pullRequests(server);
    return routes.all();
  }

  /** The first segments of all paths: names that no account may have. */
  static Set<String> firstSegments() {
    return new TreeSet<>(
        List.of(
            "admin",
            "copilot",
            "health",
            "installation",
            "meta",
            "organizations",
            "orgs",
            "rate_limit",
            "raw",
            "repos",
            "repositories",
            "user",
            "users",
            "zen",
            "api",
            "app",
            "apps",
            "login",
            "avatars",
            "authorizations"));
  }

  // spotless:off: one line an operation, however long.
  private void meta(Server s) {
    add("GET", "/", "meta/root", "meta/meta#github-api-root", Permission.ANYONE, s.meta::root);
    add("GET", "/meta", "meta/get", "meta/meta#get-github-meta-information", Permission.ANYONE, s.meta::meta);
    add("GET", "/zen", "meta/get-zen", "meta/meta#get-the-zen-of-github", Permission.ANYONE, s.meta::zen);
    add("GET", "/rate_limit", "rate-limit/get", "rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user", Permission.SIGNED_IN, s.meta::rateLimit);
    add("GET", "/health/live", "atrium/live", "", Permission.ANYONE, s.meta::live);
    add("GET", "/health/ready", "atrium/ready", "", Permission.ANYONE, s.meta::ready);
  }

  private void users(Server s) {
    add("GET", "/user", "users/get-authenticated", "users/users#get-the-authenticated-user", Permission.SIGNED_IN, s.users::authenticated);
    add("GET", "/user/{account_id}", "users/get-by-id", "users/users#get-a-user-using-their-id", Permission.SIGNED_IN, s.users::byId);
    add("GET", "/users/{username}", "users/get-by-username", "users/users#get-a-user", Permission.SIGNED_IN, s.users::byLogin);
    add("PUT", "/users/{username}/suspended", "enterprise-admin/suspend-user", ADMIN + "suspend-a-user", Permission.ADMINISTER_SITE, s.admin::suspend);
    add("DELETE", "/users/{username}/suspended", "enterprise-admin/unsuspend-user", ADMIN + "unsuspend-a-user", Permission.ADMINISTER_SITE, s.admin::unsuspend);
    add("POST", "/admin/users", "enterprise-admin/create-user", ADMIN + "create-a-user", Permission.ADMINISTER_SITE, s.admin::createUser);
    add("PATCH", "/admin/users/{username}", "enterprise-admin/update-username-for-user", ADMIN + "update-the-username-for-a-user", Permission.ADMINISTER_SITE, s.admin::renameUser);
    add("DELETE", "/admin/users/{username}", "enterprise-admin/delete-user", ADMIN + "delete-a-user", Permission.ADMINISTER_SITE, s.admin::deleteUser);
    add("POST", "/admin/users/{username}/authorizations", "enterprise-admin/create-impersonation-o-auth-token", ADMIN + "create-an-impersonation-oauth-token", Permission.ADMINISTER_SITE, s.tokens::createClassic);
    add("DELETE", "/admin/users/{username}/authorizations", "enterprise-admin/delete-impersonation-o-auth-token", ADMIN + "delete-an-impersonation-oauth-token", Permission.ADMINISTER_SITE, s.tokens::deleteClassic);
    add("POST", "/admin/users/{username}/fine-grained-tokens", "atrium/create-fine-grained-token", "", Permission.ADMINISTER_SITE, s.tokens::createFineGrained);
    add("GET", "/admin/users/{username}/tokens", "atrium/list-tokens-of-user", "", Permission.ADMINISTER_SITE, s.tokens::listOfUser);
    add("DELETE", "/admin/users/{username}/tokens/{token_id}", "atrium/revoke-token-of-user", "", Permission.ADMINISTER_SITE, s.tokens::revokeOfUser);
    add("GET", "/admin/audit-log", "atrium/get-audit-log", "", Permission.ADMINISTER_SITE, s.audit::ofSite);
    add("POST", "/admin/organizations/{org}/installation-tokens", "atrium/create-installation-token", "", Permission.ADMINISTER_SITE, s.tokens::createInstallation);
    add("GET", "/admin/organizations/{org}/tokens", "atrium/list-tokens-of-organization", "", Permission.ADMINISTER_SITE, s.tokens::listOfOrganization);
    add("DELETE", "/admin/organizations/{org}/tokens/{token_id}", "atrium/revoke-token-of-organization", "", Permission.ADMINISTER_SITE, s.tokens::revokeOfOrganization);
  }

  private void organizations(Server s) {
    add("GET", "/user/orgs", "orgs/list-for-authenticated-user", ORGS + "list-organizations-for-the-authenticated-user", Permission.READ_ORGANIZATION, s.organizations::ofCaller);
    add("GET", "/organizations/{organization_id}", "atrium/get-organization-by-id", ORGS + "get-an-organization", Permission.SIGNED_IN, s.organizations::byId);
    add("GET", "/orgs/{org}", "orgs/get", ORGS + "get-an-organization", Permission.SIGNED_IN, s.organizations::byLogin);
    add("PATCH", "/orgs/{org}", "orgs/update", ORGS + "update-an-organization", Permission.SET_ORGANIZATION, s.organizations::update);
    add("DELETE", "/orgs/{org}", "orgs/delete", ORGS + "delete-an-organization", Permission.SET_ORGANIZATION, s.organizations::delete);
    add("GET", "/orgs/{org}/audit-log", "orgs/get-audit-log", ORGS + "get-the-audit-log-for-an-organization", Permission.READ_AUDIT_LOG, s.audit::ofOrganization);
    add("POST", "/admin/organizations", "enterprise-admin/create-org", ADMIN_ORGS + "create-an-organization", Permission.ADMINISTER_SITE, s.organizations::create);
    add("PATCH", "/admin/organizations/{org}", "enterprise-admin/update-org-name", ADMIN_ORGS + "update-an-organization-name", Permission.ADMINISTER_SITE, s.organizations::rename);
    add("GET", "/orgs/{org}/members", "orgs/list-members", MEMBERS + "list-organization-members", Permission.READ_ORGANIZATION, s.memberships::list);
    add("GET", "/orgs/{org}/members/{username}", "orgs/check-membership-for-user", MEMBERS + "check-organization-membership-for-a-user", Permission.READ_ORGANIZATION, s.memberships::check);
    add("GET", "/orgs/{org}/memberships/{username}", "orgs/get-membership-for-user", MEMBERS + "get-organization-membership-for-a-user", Permission.READ_ORGANIZATION, s.memberships::get);
    add("PUT", "/orgs/{org}/memberships/{username}", "orgs/set-membership-for-user", MEMBERS + "set-organization-membership-for-a-user", Permission.ADMINISTER_ORGANIZATION, s.memberships::put);
    add("DELETE", "/orgs/{org}/memberships/{username}", "orgs/remove-membership-for-user", MEMBERS + "remove-organization-membership-for-a-user", Permission.ADMINISTER_ORGANIZATION, s.memberships::remove);
  }

  private void teams(Server s) {
    add("GET", "/user/teams", "teams/list-for-authenticated-user", TEAMS + "list-teams-for-the-authenticated-user", Permission.READ_ORGANIZATION, s.teams::ofCaller);
    add("GET", "/orgs/{org}/teams", "teams/list", TEAMS + "list-teams", Permission.READ_ORGANIZATION, s.teams::list);
    add("POST", "/orgs/{org}/teams", "teams/create", TEAMS + "create-a-team", Permission.ADMINISTER_ORGANIZATION, s.teams::create);
    team("GET", "", "teams/get-by-name", TEAMS + "get-a-team-by-name", Permission.READ_ORGANIZATION, s.teams::get);
    team("PATCH", "", "teams/update-in-org", TEAMS + "update-a-team", Permission.ADMINISTER_ORGANIZATION, s.teams::update);
    team("DELETE", "", "teams/delete-in-org", TEAMS + "delete-a-team", Permission.ADMINISTER_ORGANIZATION, s.teams::delete);
    team("GET", "/members", "teams/list-members-in-org", TEAM_MEMBERS + "list-team-members", Permission.READ_ORGANIZATION, s.teamMembers::list);
    team("GET", "/memberships/{username}", "teams/get-membership-for-user-in-org", TEAM_MEMBERS + "get-team-membership-for-a-user", Permission.READ_ORGANIZATION, s.teamMembers::get);
    team("PUT", "/memberships/{username}", "teams/add-or-update-membership-for-user-in-org", TEAM_MEMBERS + "add-or-update-team-membership-for-a-user", Permission.ADMINISTER_ORGANIZATION, s.teamMembers::put);
    team("DELETE", "/memberships/{username}", "teams/remove-membership-for-user-in-org", TEAM_MEMBERS + "remove-team-membership-for-a-user", Permission.ADMINISTER_ORGANIZATION, s.teamMembers::remove);
  }

  private void repositories(Server s) {
    add("GET", "/user/repos", "repos/list-for-authenticated-user", REPOSITORIES + "list-repositories-for-the-authenticated-user", Permission.READ_REPOSITORY, s.repositories::listOfCaller);
    add("POST", "/user/repos", "repos/create-for-authenticated-user", REPOSITORIES + "create-a-repository-for-the-authenticated-user", Permission.CREATE_REPOSITORY, s.repositories::createForCaller);
    add("GET", "/orgs/{org}/repos", "repos/list-for-org", REPOSITORIES + "list-organization-repositories", Permission.READ_REPOSITORY, s.repositories::listOfOrganization);
    add("POST", "/orgs/{org}/repos", "repos/create-in-org", REPOSITORIES + "create-an-organization-repository", Permission.CREATE_REPOSITORY, s.repositories::createInOrganization);
    add("GET", "/installation/repositories", "apps/list-repos-accessible-to-installation", "apps/installations#list-repositories-accessible-to-the-app-installation", Permission.READ_REPOSITORY, s.repositories::listOfInstallation);
    repository("GET", "", "repos/get", REPOSITORIES + "get-a-repository", Permission.READ_REPOSITORY, RepositoryNeed.SEE, s.repositories::get);
    repository("PATCH", "", "repos/update", REPOSITORIES + "update-a-repository", Permission.ADMINISTER_REPOSITORY, RepositoryNeed.ADMINISTER, s.repositories::update);
    repository("DELETE", "", "repos/delete", REPOSITORIES + "delete-a-repository", Permission.DELETE_REPOSITORY, RepositoryNeed.ADMINISTER, s.repositories::delete);
    repository("POST", "/transfer", "repos/transfer", REPOSITORIES + "transfer-a-repository", Permission.ADMINISTER_REPOSITORY, RepositoryNeed.ADMINISTER, s.repositories::transfer);
  }

  private void repositoryAccess(Server s) {
    String people = "/collaborators";
    String one = people + "/{username}";
    repository("GET", people, "repos/list-collaborators", REPOSITORY_PEOPLE + "list-repository-collaborators", Permission.READ_REPOSITORY, RepositoryNeed.SEE_ACCESS, s.repositoryCollaborators::list);
    repository("GET", one, "repos/check-collaborator", REPOSITORY_PEOPLE + "check-if-a-user-is-a-repository-collaborator", Permission.READ_REPOSITORY, RepositoryNeed.SEE_ACCESS, s.repositoryCollaborators::check);
    repository("PUT", one, "repos/add-collaborator", REPOSITORY_PEOPLE + "add-a-repository-collaborator", Permission.ADMINISTER_REPOSITORY, RepositoryNeed.ADMINISTER, s.repositoryCollaborators::put);
    repository("DELETE", one, "repos/remove-collaborator", REPOSITORY_PEOPLE + "remove-a-repository-collaborator", Permission.ADMINISTER_REPOSITORY, RepositoryNeed.SEE, s.repositoryCollaborators::remove);
    repository("GET", one + "/permission", "repos/get-collaborator-permission-level", REPOSITORY_PEOPLE + "get-repository-permissions-for-a-user", Permission.READ_REPOSITORY, RepositoryNeed.SEE_ACCESS, s.repositoryCollaborators::permission);
    String all = "/repos";
    String given = all + "/{owner}/{repo}";
    team("GET", all, "teams/list-repos-in-org", TEAMS + "list-team-repositories", Permission.READ_ORGANIZATION, s.teamRepositories::list);
    team("GET", given, "teams/check-permissions-for-repo-in-org", TEAMS + "check-team-permissions-for-a-repository", Permission.READ_ORGANIZATION, s.teamRepositories::check);
    team("PUT", given, "teams/add-or-update-repo-permissions-in-org", TEAMS + "add-or-update-team-repository-permissions", Permission.ADMINISTER_ORGANIZATION, s.teamRepositories::put);
    team("DELETE", given, "teams/remove-repo-in-org", TEAMS + "remove-a-repository-from-a-team", Permission.ADMINISTER_ORGANIZATION, s.teamRepositories::remove);
  }

  private void contents(Server s) {
    String path = "/contents/{path...}";
    repository("GET", path, "repos/get-content", CONTENTS + "get-repository-content", Permission.READ_CONTENTS, RepositoryNeed.READ, s.contents::get);
    repository("PUT", path, "repos/create-or-update-file-contents", CONTENTS + "create-or-update-file-contents", Permission.WRITE_CONTENTS, RepositoryNeed.WRITE, s.contents::put);
    repository("DELETE", path, "repos/delete-file", CONTENTS + "delete-a-file", Permission.WRITE_CONTENTS, RepositoryNeed.WRITE, s.contents::delete);
    add("GET", "/raw/{owner}/{repo}/{ref}/{path...}", "atrium/download", CONTENTS + "get-repository-content", Permission.READ_CONTENTS, repositoryPaths.named(RepositoryNeed.READ, s.contents::download));
    repository("GET", "/branches", "repos/list-branches", "branches/branches#list-branches", Permission.READ_CONTENTS, RepositoryNeed.READ, s.history::branches);
    repository("GET", "/branches/{branch...}", "repos/get-branch", "branches/branches#get-a-branch", Permission.READ_CONTENTS, RepositoryNeed.READ, s.history::branch);
    repository("GET", "/commits", "repos/list-commits", "commits/commits#list-commits", Permission.READ_CONTENTS, RepositoryNeed.READ, s.history::commits);
    repository("GET", "/commits/{ref...}", "repos/get-commit", "commits/commits#get-a-commit", Permission.READ_CONTENTS, RepositoryNeed.READ, s.history::commit);
    repository("GET", "/git/trees/{tree_sha...}", "git/get-tree", "git/trees#get-a-tree", Permission.READ_CONTENTS, RepositoryNeed.READ, s.history::tree);
  }

  private void spaces(Server s) {
    String one = "/{space_number}";
    owned("GET", "", "copilot-spaces/list-for", SPACES + "list-*-copilot-spaces", Permission.LIST_SPACES, s.spaces::list);
    owned("POST", "", "copilot-spaces/create-for", SPACES + "create-*-copilot-space", Permission.CREATE_SPACE, s.spaces::create);
    space("GET", one, "copilot-spaces/get-for", SPACES + "get-*-copilot-space", Permission.GET_SPACE, s.spaces::get);
    space("PUT", one, "copilot-spaces/update-for", SPACES + "set-*-copilot-space", Permission.SET_SPACE, s.spaces::update);
    space("DELETE", one, "copilot-spaces/delete-for", SPACES + "delete-*-copilot-space", Permission.DELETE_SPACE, s.spaces::delete);
  }

  /** The page of a space: its path does not say whether the owner is a user or an organization. */
  private void pages(Server s) {
    add("GET", "/copilot/spaces/{owner}/{space_number}", "atrium/space-page", "", Permission.SIGNED_IN, request -> { boolean organization = s.people.find(request.parameter("owner")).map(Account::isOrganization).orElse(false);
          OwnerRef owner = new OwnerRef.ByLogin(organization, request.parameter("owner"));
          return s.spaces.page(
              request,
              access.space(
                  request.authenticated(), owner, request.number("space_number"), Permission.GET_SPACE));
        });
  }

  private void resources(Server s) {
    String all = "/{space_number}/resources";
    String one = all + "/{space_resource_id}";
    space("GET", all, "copilot-spaces/list-resources-for", RESOURCES + "list-resources-for-*-copilot-space", Permission.READ_RESOURCES, s.resources::list);
    space("POST", all, "copilot-spaces/create-resource-for", RESOURCES + "create-a-resource-for-*-copilot-space", Permission.WRITE_RESOURCES, s.resources::create);
    space("GET", one, "copilot-spaces/get-resource-for", RESOURCES + "get-a-resource-for-*-copilot-space", Permission.READ_RESOURCES, s.resources::get);
    space("PUT", one, "copilot-spaces/update-resource-for", RESOURCES + "set-a-resource-for-*-copilot-space", Permission.WRITE_RESOURCES, s.resources::update);
    space("DELETE", one, "copilot-spaces/delete-resource-for", RESOURCES + "delete-a-resource-from-*-copilot-space", Permission.WRITE_RESOURCES, s.resources::delete);
  }

  private void collaborators(Server s) {
    String all = "/{space_number}/collaborators";
    String one = all + "/{actor_type}/{actor_identifier}";
    space("GET", all, "copilot-spaces/list-collaborators-for", SHARING + "list-collaborators-for-*-copilot-space", Permission.LIST_COLLABORATORS, s.collaborators::list);
    space("POST", all, "copilot-spaces/add-collaborator-for", SHARING + "add-a-collaborator-to-*-copilot-space", Permission.MANAGE_COLLABORATORS, s.collaborators::add);
    space("PUT", one, "copilot-spaces/update-collaborator-for", SHARING + "set-a-collaborator-role-for-*-copilot-space", Permission.MANAGE_COLLABORATORS, s.collaborators::update);
    space("DELETE", one, "copilot-spaces/remove-collaborator-for", SHARING + "remove-a-collaborator-from-*-copilot-space", Permission.MANAGE_COLLABORATORS, s.collaborators::remove);
  }

  private void agents(Server s) {
    String settings = "/orgs/{org}/copilot/coding-agent/permissions";
    String all = settings + "/repositories";
    String one = all + "/{repository_id}";
    add("GET", settings, "copilot/get-copilot-coding-agent-permissions-organization", AGENT + "get-copilot-coding-agent-permissions-for-an-organization", Permission.READ_AGENT_SETTINGS, s.agents::get);
    add("PUT", settings, "copilot/set-copilot-coding-agent-permissions-organization", AGENT + "set-copilot-coding-agent-permissions-for-an-organization", Permission.WRITE_AGENT_SETTINGS, s.agents::set);
    add("GET", all, "copilot/list-copilot-coding-agent-selected-repositories-for-organization", AGENT + "list-repositories-enabled-for-copilot-coding-agent-in-an-organization", Permission.READ_AGENT_SETTINGS, s.agents::list);
    add("PUT", all, "copilot/set-copilot-coding-agent-selected-repositories-for-organization", AGENT + "set-selected-repositories-for-copilot-coding-agent-in-an-organization", Permission.WRITE_AGENT_SETTINGS, s.agents::select);
    add("PUT", one, "copilot/enable-copilot-coding-agent-for-repository-in-organization", AGENT + "enable-a-repository-for-copilot-coding-agent-in-an-organization", Permission.SWITCH_AGENT, s.agents::enable);
    add("DELETE", one, "copilot/disable-copilot-coding-agent-for-repository-in-organization", AGENT + "disable-a-repository-for-copilot-coding-agent-in-an-organization", Permission.SWITCH_AGENT, s.agents::disable);
  }

  private void apps(Server s) {
    add("GET", "/app", "apps/get-authenticated", APPS + "get-the-authenticated-app", Permission.AUTHENTICATE_APP, s.apps::authenticated);
    add("GET", "/apps/{app_slug}", "atrium/get-app-by-slug", APPS + "get-an-app", Permission.SIGNED_IN, s.apps::bySlug);
    add("GET", "/app/installations", "apps/list-installations", APPS + "list-installations-for-the-authenticated-app", Permission.AUTHENTICATE_APP, s.apps::list);
    add("GET", "/app/installations/{installation_id}", "apps/get-installation", APPS + "get-an-installation-for-the-authenticated-app", Permission.AUTHENTICATE_APP, s.apps::get);
    add("DELETE", "/app/installations/{installation_id}", "atrium/delete-installation", APPS + "delete-an-installation-for-the-authenticated-app", Permission.AUTHENTICATE_APP, s.apps::delete);
    add("PUT", "/app/installations/{installation_id}/suspended", "atrium/suspend-installation", APPS + "suspend-an-app-installation", Permission.AUTHENTICATE_APP, s.apps::suspend);
    add("DELETE", "/app/installations/{installation_id}/suspended", "atrium/unsuspend-installation", APPS + "unsuspend-an-app-installation", Permission.AUTHENTICATE_APP, s.apps::unsuspend);
    add("POST", "/app/installations/{installation_id}/access_tokens", "apps/create-installation-access-token", APPS + "create-an-installation-access-token-for-an-app", Permission.AUTHENTICATE_APP, s.apps::createToken);
    add("GET", "/orgs/{org}/installation", "apps/get-org-installation", APPS + "get-an-organization-installation-for-the-authenticated-app", Permission.AUTHENTICATE_APP, s.apps::onOrganization);
    add("GET", "/users/{username}/installation", "atrium/get-user-installation", APPS + "get-a-user-installation-for-the-authenticated-app", Permission.AUTHENTICATE_APP, s.apps::onUser);
    add("GET", "/orgs/{org}/installations", "atrium/list-organization-installations", ORGS + "list-app-installations-for-an-organization", Permission.ADMINISTER_ORGANIZATION, s.apps::ofOrganization);
    add("DELETE", "/installation/token", "atrium/revoke-installation-access-token", "apps/installations#revoke-an-installation-access-token", Permission.SIGNED_IN, s.apps::revokeToken);
    String one = "/admin/apps/{app_slug}";
    add("GET", "/admin/apps", "atrium/list-apps", "", Permission.ADMINISTER_SITE, s.appAdmin::list);
    add("POST", "/admin/apps", "atrium/create-app", "", Permission.ADMINISTER_SITE, s.appAdmin::create);
    add("GET", one, "atrium/get-app", "", Permission.ADMINISTER_SITE, s.appAdmin::get);
    add("PATCH", one, "atrium/update-app", "", Permission.ADMINISTER_SITE, s.appAdmin::update);
    add("DELETE", one, "atrium/delete-app", "", Permission.ADMINISTER_SITE, s.appAdmin::delete);
    add("POST", one + "/keys", "atrium/create-app-key", "", Permission.ADMINISTER_SITE, s.appAdmin::addKey);
    add("DELETE", one + "/keys/{key_id}", "atrium/delete-app-key", "", Permission.ADMINISTER_SITE, s.appAdmin::deleteKey);
    add("POST", one + "/installations", "atrium/install-app", "", Permission.ADMINISTER_SITE, s.appAdmin::install);
    add("DELETE", one + "/installations/{installation_id}", "atrium/uninstall-app", "", Permission.ADMINISTER_SITE, s.appAdmin::uninstall);
  }

  private void oauth(Server s) {
    add("GET", "/login/oauth/authorize", "atrium/ask-user", "", Permission.SIGNED_IN, s.oauth::askWeb);
    add("POST", "/login/oauth/authorize", "atrium/answer-app", "", Permission.SIGNED_IN, s.oauth::answerWeb);
    add("POST", "/login/oauth/access_token", "atrium/fetch-token", "", Permission.ANYONE, s.oauth::token);
    add("POST", "/login/device/code", "atrium/start-device", "", Permission.ANYONE, s.oauth::startDevice);
    add("GET", "/login/device", "atrium/ask-device", "", Permission.SIGNED_IN, s.oauth::askDevice);
    add("POST", "/login/device", "atrium/answer-device", "", Permission.SIGNED_IN, s.oauth::answerDevice);
  }

  private void issues(Server s) {
    String all = "/issues";
    String one = all + "/{issue_number}";
    String comments = one + "/comments";
    repository("GET", all, "issues/list-for-repo", ISSUES + "list-repository-issues", Permission.READ_ISSUES, RepositoryNeed.READ, s.issues::list);
    repository("POST", all, "issues/create", ISSUES + "create-an-issue", Permission.WRITE_ISSUES, RepositoryNeed.READ, s.issues::create);
    repository("GET", one, "issues/get", ISSUES + "get-an-issue", Permission.READ_ISSUES, RepositoryNeed.READ, s.issues::get);
    repository("PATCH", one, "issues/update", ISSUES + "update-an-issue", Permission.WRITE_ISSUES, RepositoryNeed.READ, s.issues::update);
    repository("GET", comments, "issues/list-comments", "issues/comments#list-issue-comments", Permission.READ_ISSUES, RepositoryNeed.READ, s.comments::list);
    repository("POST", comments, "issues/create-comment", "issues/comments#create-an-issue-comment", Permission.WRITE_ISSUES, RepositoryNeed.READ, s.comments::create);
  }

  private void pullRequests(Server s) {
    String all = "/pulls";
    String one = all + "/{pull_number}";
    repository("GET", all, "pulls/list", PULLS + "list-pull-requests", Permission.READ_PULL_REQUESTS, RepositoryNeed.READ, s.pullRequests::list);
    repository("POST", all, "pulls/create", PULLS + "create-a-pull-request", Permission.WRITE_PULL_REQUESTS, RepositoryNeed.WRITE, s.pullRequests::create);
    repository("GET", one, "pulls/get", PULLS + "get-a-pull-request", Permission.READ_PULL_REQUESTS, RepositoryNeed.READ, s.pullRequests::get);
    repository("PATCH", one, "pulls/update", PULLS + "update-a-pull-request", Permission.WRITE_PULL_REQUESTS, RepositoryNeed.READ, s.pullRequests::update);
    repository("GET", one + "/files", "pulls/list-files", PULLS + "list-pull-requests-files", Permission.READ_PULL_REQUEST_FILES, RepositoryNeed.READ, s.pullRequests::files);
  }
  // spotless:on
}
