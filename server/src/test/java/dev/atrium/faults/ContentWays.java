// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;
import static dev.atrium.testing.Resources.wholeRepository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.AppJwt;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.Indexed;
import dev.atrium.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every way that lets a member of acme, or an app of theirs, in to the content of a space, which
 * they see whatever happens: to its sources, its documents, their texts, and what a search finds.
 */
final class ContentWays {
  private static final Map<String, String> EVERYTHING =
      Map.of("organization_copilot_spaces", "read", "contents", "read");
  private static final Map<String, String> NO_CONTENTS =
      Map.of("organization_copilot_spaces", "read", "metadata", "read");

  private final Client admin;
  private final Samples acme;
  private final Client owner;

  ContentWays(Client admin, Samples acme) {
    this.admin = admin;
    this.acme = acme;
    this.owner = acme.by();
  }

  /** Each for the user with that login, who has none of the others. */
  List<Function<String, Way>> all() {
    return List.of(
        this::collaborator, this::visibility, this::selection, this::policy, this::permission);
  }

  /** A space of one file, of which everything says canary. */
  private Content content(String user) {
    String name = "of-" + user;
    long repository = acme.privateRepository(name);
    String text = Base64.getEncoder().encodeToString("canary".getBytes(StandardCharsets.UTF_8));
    String file = "/repos/acme/" + name + "/contents/canary.txt";
    owner.put(file, json("message", "canary", "content", text)).expect(201);
    String space = acme.space("s", "base_role", "reader");
    acme.attach(space, wholeRepository(repository));
    Indexed.await(owner, space);
    return new Content("/repos/acme/" + name, repository, space);
  }

  private Way collaborator(String user) {
    Content content = content(user);
    String access = content.repository + "/collaborators/" + user;
    return Way.of(
        "a search, by a collaborator",
        content.space + "/search?q=canary",
        () -> owner.put(access, "{\"permission\":\"pull\"}"),
        () -> owner.delete(access).expect(204));
  }

  private Way visibility(String user) {
    Content content = content(user);
    return Way.of(
        "documents, of a public repository",
        content.space + "/documents",
        () -> owner.patch(content.repository, "{\"private\":false}").expect(200),
        () -> owner.patch(content.repository, "{\"private\":true}").expect(200));
  }

  private Way selection(String user) {
    Content content = content(user);
    long other = acme.privateRepository("other-" + user);
    App app = new App(user, false);
    return app.way(
        "sources, by the repositories of an installation",
        content.space + "/sources",
        "\"indexed\":1",
        () -> app.install(content.id),
        () -> app.install(other));
  }

  private Way policy(String user) {
    Content content = content(user);
    String document = owner.get(content.space + "/documents").json("documents/0/id").textValue();
    String policy = "/orgs/acme/copilot/coding-agent/permissions";
    owner.put(policy, "{\"enabled_repositories\":\"selected\"}").expect(204);
    App app = new App(user, true);
    app.install(content.id);
    String enabled = policy + "/repositories/" + content.id;
    return app.way(
        "a document, by the policy for coding agents",
        content.space + "/documents/" + document,
        "\"text\":\"canary\"",
        () -> owner.put(enabled, null).expect(204),
        () -> owner.delete(enabled).expect(204));
  }

  private Way permission(String user) {
    Content content = content(user);
    App app = new App(user, false);
    return app.way(
        "an exact search, by a permission",
        content.space + "/search?mode=exact&q=canary",
        "\"total_count\":1",
        () -> {
          app.permit(EVERYTHING);
          app.install(content.id);
        },
        () -> app.permit(NO_CONTENTS));
  }

  private record Content(String repository, long id, String space) {}

  /** An app of the user, which is installed in the organization. */
  private final class App {
    private final JsonNode made;
    private final String path;
    private String installation = "";

    App(String user, boolean agent) {
      made =
          admin
              .post(
                  "/admin/apps",
                  json(
                      object("name", "reader of " + user, "owner", user, "coding_agent", agent),
                      "permissions",
                      EVERYTHING))
              .expect(201)
              .json();
      path = "/admin/apps/" + made.get("slug").asText();
    }

    void install(long repository) {
      Answer answer =
          admin.post(
              path + "/installations",
              json(
                  "account",
                  "acme",
                  "repository_selection",
                  "selected",
                  "repository_ids",
                  List.of(repository)));
      installation = answer.json("id").asText();
    }

    void permit(Map<String, String> permissions) {
      admin.patch(path, json("permissions", permissions)).expect(200);
    }

    private Client token(Client before) {
      String jwt = AppJwt.of(made.get("id").asLong(), made.get("pem").asText());
      return before.with(
          before
              .with(jwt)
              .post("/app/installations/" + installation + "/access_tokens", null)
              .expect(201)
              .json("token")
              .asText());
    }

    Way way(String name, String at, String sign, Runnable open, Runnable close) {
      return new Way(name, at) {
        @Override
        Client open(Client before) {
          open.run();
          return token(before);
        }

        @Override
        void close() {
          close.run();
        }

        @Override
        boolean seen(Answer answer) {
          return answer.text().contains(sign);
        }
      };
    }
  }
}
