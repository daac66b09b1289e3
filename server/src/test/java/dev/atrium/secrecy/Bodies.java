// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that name what is hidden, in every field of every operation at once: an operation ignores
 * the fields that are not its own. What is made new has a plain name: that a name is taken, hidden
 * or not, is told to whoever may make something under it, as it has to be.
 */
final class Bodies {
  private final Random random;
  private final Words words;

  Bodies(Random random, Words words) {
    this.random = random;
    this.words = words;
  }

  @Nullable String next() {
    if (random.nextInt(12) == 0) {
      return random.nextBoolean() ? null : "[";
    }
    List<String> fields = new ArrayList<>();
    String plain = "plain-" + random.nextInt(1_000_000);
    String repository = words.pick("repository_id");
    fields.add(text("name", plain));
    fields.add(text("title", plain));
    fields.add(text("message", plain));
    fields.add(text("login", plain));
    fields.add(text("content", "cGxhaW4="));
    some(fields, text("description", plain));
    some(fields, "\"base_role\":\"reader\"");
    fields.add(text("resource_type", one("repository", "github_file", "github_issue")));
    fields.add("\"metadata\":" + metadata(repository));
    some(fields, "\"resources_attributes\":[" + attribute() + "]");
    fields.add(text("actor_type", one("User", "Team")));
    fields.add(text("actor_identifier", words.pick("actor_identifier")));
    fields.add(text("role", one("reader", "admin", "member", "maintainer")));
    fields.add(text("enabled_repositories", "selected"));
    fields.add("\"selected_repository_ids\":[" + repository + "]");
    some(fields, "\"team_id\":" + words.pick("team_id"));
    some(fields, "\"parent_team_id\":" + words.pick("team_id"));
    some(fields, text("parent_team_slug", words.pick("team_slug")));
    some(fields, "\"repo_names\":[\"acme/" + words.pick("repo") + "\"]");
    some(fields, "\"maintainers\":[\"" + words.pick("username") + "\"]");
    some(fields, "\"assignees\":[\"" + words.pick("username") + "\"]");
    some(fields, text("permission", one("pull", "push", "admin")));
    some(fields, "\"private\":" + random.nextBoolean());
    some(fields, text("default_branch", words.pick("branch")));
    some(fields, text("branch", words.pick("branch")));
    some(fields, text("state", one("open", "closed")));
    fields.add(text("head", words.pick("branch")));
    fields.add(text("base", "main"));
    some(fields, "\"repository_ids\":[" + repository + "]");
    return "{" + String.join(",", fields) + "}";
  }

  private String metadata(String repository) {
    return "{\"repository_id\":%s,\"file_path\":\"%s\",\"number\":%s,\"name\":\"n\",\"text\":\"t\"}"
        .formatted(repository, words.pick("path"), words.pick("issue_number"));
  }

  private String attribute() {
    return switch (random.nextInt(3)) {
      case 0 ->
          "{\"resource_type\":\"github_file\",\"metadata\":%s}"
              .formatted(metadata(words.pick("repository_id")));
      case 1 -> "{\"id\":%s,\"_destroy\":true}".formatted(words.pick("space_resource_id"));
      default ->
          "{\"id\":%s,\"metadata\":%s}"
              .formatted(words.pick("space_resource_id"), metadata(words.pick("repository_id")));
    };
  }

  private void some(List<String> fields, String field) {
    if (random.nextInt(3) == 0) {
      fields.add(field);
    }
  }

  private static String text(String name, String value) {
    return "\"%s\":\"%s\"".formatted(name, value);
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Words of a {@link World}, by the parameters of paths that they are values of. */
  record Words(Random random, Map<String, List<String>> values) {
    String pick(String parameter) {
      List<String> of = values.getOrDefault(parameter, List.of("none"));
      return of.get(random.nextInt(of.size()));
    }
  }
}
