// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import static dev.atrium.access.Permission.ADMINISTER_ORGANIZATION;
import static dev.atrium.access.Permission.ADMINISTER_REPOSITORY;
import static dev.atrium.access.Permission.CREATE_REPOSITORY;
import static dev.atrium.access.Permission.DELETE_REPOSITORY;
import static dev.atrium.access.Permission.READ_ORGANIZATION;
import static dev.atrium.access.Permission.READ_REPOSITORY;
import static dev.atrium.access.RepositoryNeed.ADMINISTER;
import static dev.atrium.access.RepositoryNeed.SEE;
import static dev.atrium.access.RepositoryNeed.SEE_ACCESS;

import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.db.Database;
import dev.atrium.db.Subscriber;
import dev.atrium.directory.DirectoryWing;
import dev.atrium.directory.TeamRoutes;
import dev.atrium.git.GitRepositories;
import dev.atrium.http.Response;
import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import java.util.List;

/** The settings of repositories, and the users and teams with access to them. */
public final class RepositoriesWing extends Wing {
  private final GitRepositories git;
  private final RepositoryPaths paths;
  private final Committers committers;
  private final RepositorySettings settings;
  private final RepositoryImport imports;
  private final MissingContent missing;

  public RepositoriesWing(Platform platform, DirectoryWing directory) {
    super(platform);
    Database database = platform.database();
    git = platform.git();
    RepositoryGrants repositories = platform.access().repositories();
    paths = new RepositoryPaths(repositories, platform.urls());
    committers = new Committers(database, platform.urls(), platform.clock());
    settings =
        new RepositorySettings(
            database, repositories, platform.git(), committers, platform.clock());
    imports =
        new RepositoryImport(
            database, platform.access(), platform.git(), settings, platform.clock());
    missing = new MissingContent(database, git);
    new Installation(database, git).require();
    new RepositorySweep(database, platform.git()).run();
    repositories(
        new RepositoriesApi(
            database,
            settings,
            new Transfers(database, repositories, platform.clock()),
            directory.organizations(),
            directory.users(),
            platform.urls()));
    collaborators(
        new CollaboratorsApi(
            new Collaborators(database, repositories), platform.urls(), platform.clock()));
    teams(
        new TeamRepositoriesApi(
            new TeamRepositories(database, repositories),
            directory.teamPaths(),
            directory.teams(),
            platform.urls()));
  }

  public RepositoryPaths paths() {
    return paths;
  }

  public Committers committers() {
    return committers;
  }

  public RepositorySettings settings() {
    return settings;
  }

  public RepositoryImport imports() {
    return imports;
  }

  public MissingContent missing() {
    return missing;
  }

  // spotless:off: one line per operation, however long.
  private void repositories(RepositoriesApi api) {
    RouteList docs = routes.under("repos/repos");
    docs.add("GET /user/repos", "repos/list-for-authenticated-user", "list-repositories-for-the-authenticated-user", READ_REPOSITORY, api::listOfCaller);
    docs.add("POST /user/repos", "repos/create-for-authenticated-user", "create-a-repository-for-the-authenticated-user", CREATE_REPOSITORY, api::createForCaller);
    docs.organization("GET /orgs/{org}/repos", "repos/list-for-org", "list-organization-repositories", READ_REPOSITORY, api::listOfOrganization);
    docs.organization("POST /orgs/{org}/repos", "repos/create-in-org", "create-an-organization-repository", CREATE_REPOSITORY, api::createInOrganization);
    routes.under("apps/installations").add("GET /installation/repositories", "apps/list-repos-accessible-to-installation", "list-repositories-accessible-to-the-app-installation", READ_REPOSITORY, api::listOfInstallation);
    RepositoryRoutes one = new RepositoryRoutes(docs, paths);
    one.add("GET ", "repos/get", "get-a-repository", READ_REPOSITORY, SEE, api::get);
    one.add("PATCH ", "repos/update", "update-a-repository", ADMINISTER_REPOSITORY, ADMINISTER, api::update);
    one.add("DELETE ", "repos/delete", "delete-a-repository", DELETE_REPOSITORY, ADMINISTER, api::delete);
    routes.under("repos/repos").add("GET /users/{username}/repos", "repos/list-for-user", "list-repositories-for-a-user", READ_REPOSITORY, api::listOfUser);
    none("repos/forks", "forks", "repos/list-forks", "list-forks", SEE);
    none("repos/webhooks", "hooks", "repos/list-webhooks", "list-repository-webhooks", ADMINISTER);
    none("deployments/deployments", "deployments", "repos/list-deployments", "list-deployments", SEE);
    none("activity/starring", "stargazers", "activity/list-stargazers-for-repo", "list-stargazers", SEE);
    none("activity/watching", "subscribers", "activity/list-watchers-for-repo", "list-watchers", SEE);
    none("activity/events", "events", "activity/list-repo-events", "list-repository-events", SEE);
    none("repos/repos", "downloads", "atrium/list-downloads", "get-a-repository", SEE);
    one.add("GET /topics", "repos/get-all-topics", "get-all-repository-topics", READ_REPOSITORY, SEE, api::topics);
    one.add("PUT /topics", "repos/replace-all-topics", "replace-all-repository-topics", ADMINISTER_REPOSITORY, ADMINISTER, api::replaceTopics);
    one.add("POST /transfer", "repos/transfer", "transfer-a-repository", ADMINISTER_REPOSITORY, ADMINISTER, api::transfer);
  }

  /** Adds the list of what no repository has here. Answers of repositories link to it. */
  private void none(String page, String path, String operation, String anchor, RepositoryNeed need) {
    new RepositoryRoutes(routes.under(page), paths).add("GET /" + path, operation, anchor, READ_REPOSITORY, need, (request, grant) -> Response.ok(List.of()));
  }

  private void collaborators(CollaboratorsApi api) {
    RepositoryRoutes one = new RepositoryRoutes(routes.under("collaborators/collaborators"), paths);
    one.add("GET /collaborators", "repos/list-collaborators", "list-repository-collaborators", READ_REPOSITORY, SEE_ACCESS, api::list);
    one.add("GET /collaborators/{username}", "repos/check-collaborator", "check-if-a-user-is-a-repository-collaborator", READ_REPOSITORY, SEE_ACCESS, api::check);
    one.add("PUT /collaborators/{username}", "repos/add-collaborator", "add-a-repository-collaborator", ADMINISTER_REPOSITORY, ADMINISTER, api::put);
    one.add("DELETE /collaborators/{username}", "repos/remove-collaborator", "remove-a-repository-collaborator", ADMINISTER_REPOSITORY, SEE, api::remove);
    one.add("GET /collaborators/{username}/permission", "repos/get-collaborator-permission-level", "get-repository-permissions-for-a-user", READ_REPOSITORY, SEE_ACCESS, api::permission);
  }

  private void teams(TeamRepositoriesApi api) {
    new RepositoryRoutes(routes.under("repos/repos"), paths).add("GET /teams", "repos/list-teams", "list-repository-teams", READ_REPOSITORY, SEE_ACCESS, api::teams);
    TeamRoutes team = new TeamRoutes(routes.under("teams/teams"));
    team.add("GET /repos", "teams/list-repos-in-org", "list-team-repositories", READ_ORGANIZATION, api::list);
    team.add("GET /repos/{owner}/{repo}", "teams/check-permissions-for-repo-in-org", "check-team-permissions-for-a-repository", READ_ORGANIZATION, api::check);
    team.add("PUT /repos/{owner}/{repo}", "teams/add-or-update-repo-permissions-in-org", "add-or-update-team-repository-permissions", ADMINISTER_ORGANIZATION, api::put);
    team.add("DELETE /repos/{owner}/{repo}", "teams/remove-repo-in-org", "remove-a-repository-from-a-team", ADMINISTER_ORGANIZATION, api::remove);
  }
  // spotless:on

  @Override
  public List<Subscriber> subscribers() {
    return List.of(new RepositoryUpkeep(git));
  }
}
