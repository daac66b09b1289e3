// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.testing.Client;
import dev.atrium.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes repositories of which every field is told by {@code text}, a canary or a plain word: names,
 * description, paths, files, commits, branches, issues and pull requests.
 */
final class RepositoryBuilder {
  private final TestServer server;
  private final @Nullable Secret secret;
  private final UnaryOperator<String> text;

  /**
   * @param text a word for what it is of: a name, a title
   */
  RepositoryBuilder(TestServer server, @Nullable Secret secret, UnaryOperator<String> text) {
    this.server = server;
    this.secret = secret;
    this.text = text;
  }

  /**
   * Makes one.
   *
   * @param all the path to post to
   * @return it; {@code former_repo} is the name that it had before
   */
  Thing make(Client by, String owner, String all, boolean isPrivate) {
    String former = text.apply("former");
    String name = text.apply("name");
    long id =
        by.post(
                all,
                "{\"name\":\"%s\",\"description\":\"%s\",\"homepage\":\"https://%s.example\",\"private\":%s}"
                    .formatted(former, text.apply("words"), text.apply("home"), isPrivate))
            .expect(201)
            .json("id")
            .asLong();
    String repository = "/repositories/" + id;
    Map<String, String> names = new LinkedHashMap<>();
    names.put("owner", owner);
    names.put("repo", name);
    names.put("former_repo", former);
    names.put("repository_id", Long.toString(id));
    content(by, repository, id, names);
    conversations(by, repository, names);
    by.patch(
            repository,
            "{\"name\":\"%s\",\"default_branch\":\"%s\"}".formatted(name, names.get("branch")))
        .expect(200);
    return new Thing(names, secret);
  }

  private void content(Client by, String repository, long id, Map<String, String> names) {
    String path = text.apply("folder") + "/" + text.apply("file") + ".md";
    String content =
        Base64.getEncoder()
            .encodeToString(("# " + text.apply("heading")).getBytes(StandardCharsets.UTF_8));
    String sha =
        by.put(
                repository + "/contents/" + path,
                "{\"message\":\"%s\",\"content\":\"%s\"}".formatted(text.apply("message"), content))
            .expect(201)
            .json("commit/sha")
            .asText();
    String branch = text.apply("branch");
    server.commitOnBranch(id, branch, text.apply("other") + ".txt");
    names.put("path", path);
    names.put("ref", sha);
    names.put("tree_sha", branch);
    names.put("branch", branch);
  }

  private void conversations(Client by, String repository, Map<String, String> names) {
    by.post(
            repository + "/issues",
            "{\"title\":\"%s\",\"body\":\"%s\",\"labels\":[\"%s\"]}"
                .formatted(text.apply("title"), text.apply("body"), text.apply("label")))
        .expect(201);
    by.post(repository + "/issues/1/comments", "{\"body\":\"%s\"}".formatted(text.apply("comment")))
        .expect(201);
    by.post(
            repository + "/pulls",
            "{\"title\":\"%s\",\"body\":\"%s\",\"head\":\"%s\",\"base\":\"main\"}"
                .formatted(text.apply("proposal"), text.apply("reason"), names.get("branch")))
        .expect(201);
    names.put("issue_number", "1");
    names.put("pull_number", "2");
  }
}
