// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.access.TokenKind;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Transaction;
import dev.atrium.error.ApiException;
import dev.atrium.git.GitRepositories;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.repositories.RepositoryParts;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What memberships and teams mean for private repositories. */
@EachDatabase
@SuppressWarnings("NullAway.Init") // JUnit opens the database before any test.
class RepositoriesOfOrganizationsTest {
  @Parameter Product product;
  private Database database;
  private Account acme;
  private Caller owner;
  private Caller member;
  private Caller outsider;
  private long repository;
  private Memberships memberships;
  private Teams teams;
  private TeamMembers teamMembers;
  private Organizations organizations;
  private GitRepositories git;
  private final List<Long> left = new ArrayList<>();
  private final List<Long> deleted = new ArrayList<>();

  @BeforeEach
  void open() {
    database = product.open();
    Clock clock = Clock.systemUTC();
    Logins logins = new Logins(name -> false);
    Users users = new Users(database, logins, clock);
    organizations = new Organizations(database, users, logins, clock);
    memberships = new Memberships(database);
    git = new GitRepositories(Product.temporaryFolder());
    database.subscribe(RepositoryParts.upkeep(git));
    database.subscribe((transaction, change) -> {
      switch (change) {
        case Change.MemberLeft(long organization, long user) -> left.add(user);
        case Change.RepositoryDeleted(long id, long ownerId) -> deleted.add(id);
        default -> {
          // The others are not looked at.
        }
      }
    });
    teams = new Teams(database, clock);
    teamMembers = new TeamMembers(database);
    owner = user(users, "octocat");
    member = user(users, "monalisa");
    outsider = user(users, "hubot");
    acme = organizations.create("acme", "octocat", Optional.empty());
    memberships.put(owner, acme, "monalisa", Membership.MEMBER);
    organizations.update(owner, acme, change("none"));
    repository = database.write(this::privateRepository);
  }

  @AfterEach
  void close() {
    git.close();
    database.close();
  }

  @Test
  void remove_endsAccessToRepositories_evenWhenTheUserComesBack() {
    database.write(transaction ->
        transaction
            .handle()
            .execute(
                "INSERT INTO repository_collaborator (repository_id, user_id, permission) VALUES (?, ?, 'push')",
                repository,
                member.id()));
    assertThat(role(member)).isEqualTo(RepositoryRole.PUSH);
    memberships.remove(owner, acme, "monalisa");
    assertThat(role(member)).isEqualTo(RepositoryRole.NONE);
    assertThat(left).containsExactly(member.id());
    memberships.put(owner, acme, "monalisa", Membership.MEMBER);
    assertThat(role(member)).isEqualTo(RepositoryRole.NONE);
  }

  @Test
  void defaultPermission_appliesToMembersOnly() {
    organizations.update(owner, acme, change("write"));
    assertThat(role(member)).isEqualTo(RepositoryRole.PUSH);
    assertThat(role(outsider)).isEqualTo(RepositoryRole.NONE);
  }

  @Test
  void repoNames_giveAccess_inheritedByChildTeams() {
    TeamDetails parent =
        teams.create(
            owner,
            acme,
            team(
                "{\"name\":\"Parent\",\"privacy\":\"closed\",\"permission\":\"push\",\"repo_names\":[\"Acme/Rocket\"]}"));
    TeamDetails child =
        teams.create(owner, acme, team("{\"name\":\"Child\",\"parent_team_slug\":\"parent\"}"));
    assertThat(parent.repositories()).isEqualTo(1);
    assertThat(child.repositories()).isEqualTo(1);
    teamMembers.put(owner, acme, "child", "monalisa", TeamMember.MEMBER);
    assertThat(role(member)).isEqualTo(RepositoryRole.PUSH);
    teams.update(owner, acme, "child", TeamChange.of(fields("{\"parent_team_id\":null}")));
    assertThat(role(member)).isEqualTo(RepositoryRole.NONE);
  }

  @Test
  void repoNames_thatTheMakerDoesNotAdminister_areUnknown() {
    assertThatThrownBy(() ->
            teams.create(member, acme, team("{\"name\":\"Grab\",\"repo_names\":[\"rocket\"]}")))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> assertThat(e.errors().getFirst().field()).isEqualTo("repo_names"));
    assertThat(role(member)).isEqualTo(RepositoryRole.NONE);
  }

  @Test
  void delete_tellsOfItsRepositories() {
    organizations.delete(owner, acme);
    assertThat(deleted).containsExactly(repository);
    assertThat(role(owner)).isEqualTo(RepositoryRole.NONE);
  }

  private RepositoryRole role(Caller caller) {
    return database.read(handle -> RepositoryAccess.role(handle, caller, repository));
  }

  private long privateRepository(Transaction transaction) {
    return transaction
        .handle()
        .createQuery(
            """
            INSERT INTO repository (owner_id, name, name_key, private, archived, default_branch, next_issue_number,
              created_at, updated_at)
            VALUES (:owner_id, 'Rocket', 'rocket', TRUE, FALSE, 'main', 1, 0, 0) RETURNING id
            """)
        .bind("owner_id", acme.id())
        .mapTo(Long.class)
        .one();
  }

  private static Caller user(Users users, String login) {
    Account made = users.create(new Users.NewUser(login, Optional.empty(), false));
    return new Caller(
        made.id(),
        login,
        false,
        0,
        TokenKind.CLASSIC,
        Set.of("repo", "admin:org"),
        0,
        true,
        Set.of(),
        Map.of(),
        null,
        0,
        false);
  }

  private static OrganizationChange change(String permission) {
    return OrganizationChange.of(fields(json("default_repository_permission", permission)));
  }

  private static TeamChange team(String body) {
    return TeamChange.ofNew(fields(body));
  }

  private static Fields fields(String body) {
    return new Fields(Json.read(body).deepCopy(), "Team");
  }
}
