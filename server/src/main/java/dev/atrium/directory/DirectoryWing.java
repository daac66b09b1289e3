// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static dev.atrium.access.Permission.ADMINISTER_ORGANIZATION;
import static dev.atrium.access.Permission.ADMINISTER_SITE;
import static dev.atrium.access.Permission.ANYONE;
import static dev.atrium.access.Permission.READ_ORGANIZATION;
import static dev.atrium.access.Permission.SET_ORGANIZATION;
import static dev.atrium.access.Permission.SIGNED_IN;

import dev.atrium.db.Database;
import dev.atrium.http.Limit;
import dev.atrium.http.Urls;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import java.time.Clock;

/** Users, organizations, their members and teams. */
public final class DirectoryWing extends Wing {
  private final Users users;
  private final Organizations organizations;
  private final Teams teams;
  private final TeamPaths teamPaths;

  public DirectoryWing(Platform platform) {
    super(platform);
    Database database = platform.database();
    Clock clock = platform.clock();
    Logins logins = new Logins(platform.reserved()::contains);
    users = new Users(database, logins, clock);
    organizations = new Organizations(database, users, logins, clock);
    teams = new Teams(database, clock);
    teamPaths = new TeamPaths(organizations, teams);
    users(platform.urls());
    organizations(platform.urls());
    memberships(platform.urls(), new Memberships(database));
    teams(platform.urls(), new TeamMembers(database));
  }

  public Users users() {
    return users;
  }

  public Organizations organizations() {
    return organizations;
  }

  public Teams teams() {
    return teams;
  }

  public TeamPaths teamPaths() {
    return teamPaths;
  }

  // spotless:off: one line per operation, however long.
  private void users(Urls urls) {
    UsersApi api = new UsersApi(users, urls);
    RouteList docs = routes.under("users/users");
    docs.add("GET /user", "users/get-authenticated", "get-the-authenticated-user", SIGNED_IN, api::authenticated);
    docs.add("GET /user/{account_id}", "users/get-by-id", "get-a-user-using-their-id", SIGNED_IN, api::byId);
    docs.add("GET /users/{username}", "users/get-by-username", "get-a-user", SIGNED_IN, api::byLogin);
    docs.add("GET /users", "users/list", "list-users", SIGNED_IN, api::list);
    routes.countedOn(Limit.NONE).add("GET /avatars/u/{account_id}", "atrium/avatar", "", ANYONE, Avatar::answer);
    routes.under("users/followers").add("GET /users/{username}/followers", "users/list-followers-for-user", "list-followers-of-a-user", SIGNED_IN, api::none);
    routes.under("activity/watching").add("GET /users/{username}/subscriptions", "activity/list-repos-watched-by-user", "list-repositories-watched-by-a-user", SIGNED_IN, api::none);
    routes.under("activity/events").add("GET /users/{username}/received_events", "activity/list-received-events-for-user", "list-events-received-by-the-authenticated-user", SIGNED_IN, api::none);
    // GitHub lists public memberships only, and there are none.
    routes.under("orgs/orgs").add("GET /users/{username}/orgs", "orgs/list-for-user", "list-organizations-for-a-user", SIGNED_IN, api::none);
    AdminApi admin = new AdminApi(users, urls);
    docs = routes.under("enterprise-admin/users");
    docs.add("PUT /users/{username}/suspended", "enterprise-admin/suspend-user", "suspend-a-user", ADMINISTER_SITE, admin::suspend);
    docs.add("DELETE /users/{username}/suspended", "enterprise-admin/unsuspend-user", "unsuspend-a-user", ADMINISTER_SITE, admin::unsuspend);
    docs.add("POST /admin/users", "enterprise-admin/create-user", "create-a-user", ADMINISTER_SITE, admin::createUser);
    docs.add("PATCH /admin/users/{username}", "enterprise-admin/update-username-for-user", "update-the-username-for-a-user", ADMINISTER_SITE, admin::renameUser);
    docs.add("DELETE /admin/users/{username}", "enterprise-admin/delete-user", "delete-a-user", ADMINISTER_SITE, admin::deleteUser);
  }

  private void organizations(Urls urls) {
    OrganizationsApi api = new OrganizationsApi(organizations, users, urls);
    RouteList docs = routes.under("orgs/orgs");
    docs.add("GET /user/orgs", "orgs/list-for-authenticated-user", "list-organizations-for-the-authenticated-user", READ_ORGANIZATION, api::ofCaller);
    docs.organization("GET /organizations/{organization_id}", "atrium/get-organization-by-id", "get-an-organization", SIGNED_IN, api::byId);
    docs.organization("GET /orgs/{org}", "orgs/get", "get-an-organization", SIGNED_IN, api::byLogin);
    docs.organization("PATCH /orgs/{org}", "orgs/update", "update-an-organization", SET_ORGANIZATION, api::update);
    docs.organization("DELETE /orgs/{org}", "orgs/delete", "delete-an-organization", SET_ORGANIZATION, api::delete);
    routes.under("activity/events").organization("GET /orgs/{org}/events", "activity/list-public-org-events", "list-public-organization-events", SIGNED_IN, api::none);
    routes.under("orgs/webhooks").organization("GET /orgs/{org}/hooks", "orgs/list-webhooks", "list-organization-webhooks", SET_ORGANIZATION, api::hooks);
    docs = routes.under("enterprise-admin/orgs");
    docs.add("POST /admin/organizations", "enterprise-admin/create-org", "create-an-organization", ADMINISTER_SITE, api::create);
    docs.add("PATCH /admin/organizations/{org}", "enterprise-admin/update-org-name", "update-an-organization-name", ADMINISTER_SITE, api::rename);
  }

  private void memberships(Urls urls, Memberships memberships) {
    MembershipsApi api = new MembershipsApi(organizations, memberships, urls);
    RouteList docs = routes.under("orgs/members");
    docs.organization("GET /orgs/{org}/members", "orgs/list-members", "list-organization-members", READ_ORGANIZATION, api::list);
    docs.organization("GET /orgs/{org}/members/{username}", "orgs/check-membership-for-user", "check-organization-membership-for-a-user", READ_ORGANIZATION, api::check);
    docs.organization("GET /orgs/{org}/memberships/{username}", "orgs/get-membership-for-user", "get-organization-membership-for-a-user", READ_ORGANIZATION, api::get);
    docs.organization("PUT /orgs/{org}/memberships/{username}", "orgs/set-membership-for-user", "set-organization-membership-for-a-user", ADMINISTER_ORGANIZATION, api::put);
    docs.organization("DELETE /orgs/{org}/memberships/{username}", "orgs/remove-membership-for-user", "remove-organization-membership-for-a-user", ADMINISTER_ORGANIZATION, api::remove);
  }

  private void teams(Urls urls, TeamMembers teamMembers) {
    TeamsApi api = new TeamsApi(teamPaths, teams, urls);
    RouteList docs = routes.under("teams/teams");
    docs.add("GET /user/teams", "teams/list-for-authenticated-user", "list-teams-for-the-authenticated-user", READ_ORGANIZATION, api::ofCaller);
    docs.organization("GET /orgs/{org}/teams", "teams/list", "list-teams", READ_ORGANIZATION, api::list);
    docs.organization("POST /orgs/{org}/teams", "teams/create", "create-a-team", ADMINISTER_ORGANIZATION, api::create);
    TeamRoutes team = new TeamRoutes(docs);
    team.add("GET ", "teams/get-by-name", "get-a-team-by-name", READ_ORGANIZATION, api::get);
    team.add("PATCH ", "teams/update-in-org", "update-a-team", ADMINISTER_ORGANIZATION, api::update);
    team.add("DELETE ", "teams/delete-in-org", "delete-a-team", ADMINISTER_ORGANIZATION, api::delete);
    TeamMembersApi members = new TeamMembersApi(teamPaths, teamMembers, urls);
    team = new TeamRoutes(routes.under("teams/members"));
    team.add("GET /members", "teams/list-members-in-org", "list-team-members", READ_ORGANIZATION, members::list);
    // By this address of older times, PyGithub asks who is in a team.
    team.add("GET /members/{username}", "atrium/check-team-member", "", READ_ORGANIZATION, members::check);
    team.add("GET /memberships/{username}", "teams/get-membership-for-user-in-org", "get-team-membership-for-a-user", READ_ORGANIZATION, members::get);
    team.add("PUT /memberships/{username}", "teams/add-or-update-membership-for-user-in-org", "add-or-update-team-membership-for-a-user", ADMINISTER_ORGANIZATION, members::put);
    team.add("DELETE /memberships/{username}", "teams/remove-membership-for-user-in-org", "remove-team-membership-for-a-user", ADMINISTER_ORGANIZATION, members::remove);
  }
  // spotless:on
}
