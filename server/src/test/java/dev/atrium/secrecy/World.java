// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.resource;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Product;
import dev.atrium.testing.Samples;
import dev.atrium.testing.TestServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An organization and a user, with something hidden of every {@link Secret}. Two worlds of one seed
 * have the same names and ids; what is {@link #withdraw withdrawn} from one of them is gone there,
 * and leaves no gap in numbers that the other has not.
 */
final class World implements AutoCloseable {
  static final String URL = "https://atrium.example";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  final TestServer server;
  final Canaries canaries;
  final Callers callers;

  final List<Target> targets = new ArrayList<>();

  /** Of what is hidden, as its owner is told them. */
  final List<String> etags = new ArrayList<>();

  final List<String> cursors = new ArrayList<>();
  private final Map<Secret, List<Runnable>> withdrawals = new EnumMap<>(Secret.class);
  private final Client owner;
  private final Client keeper;

  World(Product product, long seed) {
    server = TestServer.alike(product, CLOCK, URL);
    canaries = new Canaries(seed);
    callers = new Callers(server);
    owner = server.user("owner");
    keeper = server.user("keeper-before");
    people();
    build();
    etags();
  }

  private void people() {
    for (String login :
        List.of(
            "outsider",
            "former-member",
            "former-collaborator",
            "member",
            "confidant",
            "suspended")) {
      server.user(login);
    }
    server.organization("acme-before", "owner");
    Samples before = new Samples(owner, "/orgs/acme-before");
    before.grantNothing();
    for (String login : List.of("former-member", "member", "confidant", "suspended")) {
      before.member(login);
    }
  }

  private void build() {
    RepositoryBuilder open = new RepositoryBuilder(server, null, word -> "open-" + word);
    RepositoryBuilder granted = new RepositoryBuilder(server, null, word -> "granted-" + word);
    RepositoryBuilder hidden =
        new RepositoryBuilder(server, Secret.REPOSITORIES, word -> canary(word));
    Thing published = open.make(owner, "acme", "/orgs/acme-before/repos", false);
    Thing selected = granted.make(owner, "acme", "/orgs/acme-before/repos", true);
    Thing first = hidden.make(owner, "acme", "/orgs/acme-before/repos", true);
    Thing second = hidden.make(keeper, "keeper", "/user/repos", true);
    Thing third = open.make(keeper, "keeper", "/user/repos", false);
    rename("organizations", "acme-before", "acme");
    rename("users", "keeper-before", "keeper");
    spaces(List.of(published, selected, first, second, third));
    withdrawal(Secret.REPOSITORIES, () -> delete(owner, first));
    withdrawal(Secret.REPOSITORIES, () -> delete(keeper, second));
    former(first, second);
    agent(first, published);
    callers.make(CLOCK, id(published), id(selected));
    callers.put("owner", owner);
    server.admin().put("/users/suspended/suspended", null).expect(204);
  }

  /** A name that is no more is hidden from everybody. */
  private String canary(String word) {
    return canaries.next(word.equals("former") ? Secret.DELETED : Secret.REPOSITORIES);
  }

  private void spaces(List<Thing> repositories) {
    Thing published = repositories.get(0);
    Thing first = repositories.get(2);
    Thing second = repositories.get(3);
    Thing third = repositories.get(4);
    Spaces spaces = new Spaces(this, owner, keeper);
    Thing secret = spaces.team(Secret.SECRET_TEAMS, "secret", first, published);
    Thing closed = spaces.team(Secret.MEMBERS_THINGS, "closed", first, published);
    Map<String, String> names =
        Map.of(
            "org", "acme",
            "organization_id", accountId("acme"),
            "username", "keeper",
            "account_id", accountId("keeper"),
            "token_id", "1",
            "app_slug", "github-cli",
            "installation_id", "1",
            "key_id", "1");
    Stream.of(
            Target.of(
                names,
                first,
                secret,
                spaces.ofOrganization(Secret.SOURCED_SPACES, "no_access", first, null)),
            Target.of(
                names,
                first,
                secret,
                spaces.ofOrganization(Secret.SPACES, "no_access", null, other(published))),
            Target.of(
                names,
                first,
                closed,
                spaces.ofOrganization(Secret.MIXED_SPACES, "reader", first, null)),
            Target.of(
                names,
                published,
                closed,
                spaces.ofOrganization(Secret.MEMBERS_THINGS, "writer", published, null)),
            Target.of(
                names, second, secret, spaces.ofUser(Secret.USER_SPACES, "no_access", second)),
            Target.of(names, third, closed, spaces.open(second, third)),
            Target.of(names, repositories.get(1), closed, spaces.deleted(first)))
        .forEach(targets::add);
  }

  /** The same repository as others name, at another branch: its index has more than they see. */
  private static Map<String, @Nullable Object> other(Thing repository) {
    return resource("repository", "repository_id", id(repository), "ref", "main");
  }

  private void rename(String kind, String from, String to) {
    server.admin().patch("/admin/" + kind + "/" + from, json("login", to)).expect(202);
  }

  /** Those who were let in before, and are not any more. */
  private void former(Thing first, Thing second) {
    owner.put("/repositories/" + id(first) + "/collaborators/former-member", null).expect(201);
    String collaborator = "/repositories/" + id(second) + "/collaborators/former-collaborator";
    keeper.put(collaborator, null).expect(201);
    keeper.delete(collaborator).expect(204);
    owner.delete("/orgs/acme/memberships/former-member").expect(204);
  }

  private void agent(Thing first, Thing published) {
    String settings = "/orgs/acme/copilot/coding-agent/permissions";
    owner.put(settings, "{\"enabled_repositories\":\"selected\"}").expect(204);
    owner
        .put(
            settings + "/repositories",
            json("selected_repository_ids", List.of(id(first), id(published))))
        .expect(204);
  }

  String accountId(String login) {
    return server.admin().get("/users/" + login).expect(200).json("id").asText();
  }

  void withdrawal(Secret secret, Runnable how) {
    withdrawals.computeIfAbsent(secret, key -> new ArrayList<>()).add(how);
  }

  /** Deletes what is hidden, all of these kinds. */
  World withdraw(Set<Secret> secrets) {
    secrets.forEach(secret -> withdrawals.getOrDefault(secret, List.of()).forEach(Runnable::run));
    return this;
  }

  private static void delete(Client by, Thing repository) {
    by.delete("/repositories/" + id(repository)).expect(204);
  }

  private static long id(Thing repository) {
    return Long.parseLong(repository.get("repository_id"));
  }

  private void etags() {
    for (Target each : targets) {
      Map<String, String> target = each.names();
      Client by = "keeper".equals(target.get("owner")) ? keeper : owner;
      for (String path :
          List.of(
              "/repositories/%s".formatted(target.get("repository_id")),
              "/orgs/acme/copilot-spaces/%s".formatted(target.get("space_number")),
              "/users/keeper/copilot-spaces/%s".formatted(target.get("space_number")))) {
        by.get(path).header("ETag").ifPresent(etags::add);
      }
    }
    for (String list : List.of("/orgs/acme/copilot-spaces", "/users/keeper/copilot-spaces")) {
      Answer page = (list.contains("orgs") ? owner : keeper).get(list + "?per_page=1").expect(200);
      page.header("Link")
          .ifPresent(link -> cursors.add(link.replaceAll("(?s).*[?&]after=([^>&]*).*", "$1")));
    }
  }

  /** The caller, who may have left the organization by themself, is in it again. */
  void restore() {
    new Samples(owner, "/orgs/acme").member("member");
  }

  /** Whom nothing of the world is hidden from. */
  List<Client> insiders() {
    return List.of(owner, keeper);
  }

  @Override
  public void close() {
    server.close();
  }
}
