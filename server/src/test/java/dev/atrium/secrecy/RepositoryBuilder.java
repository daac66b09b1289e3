// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import static dev.atrium.testing.Bodies.json;

import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import dev.atrium.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
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
                json(
                    "name",
                    former,
                    "description",
                    text.apply("words"),
                    "homepage",
                    "https://" + text.apply("home") + ".example",
                    "private",
                    isPrivate))
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
    by.patch(repository, json("name", name, "default_branch", names.get("branch"))).expect(200);
    return new Thing(names, secret);
  }

  private void content(Client by, String repository, long id, Map<String, String> names) {
    String path = text.apply("folder") + "/" + text.apply("file") + ".md";
    String content =
        Base64.getEncoder()
            .encodeToString(("# " + text.apply("heading")).getBytes(StandardCharsets.UTF_8));
    Answer made =
        by.put(
                repository + "/contents/" + path,
                json("message", text.apply("message"), "content", content))
            .expect(201);
    String sha = made.json("commit/sha").asText();
    String branch = text.apply("branch");
    server.commitOnBranch(id, branch, text.apply("other") + ".txt");
    names.put("path", path);
    names.put("ref", sha);
    names.put("tree_sha", branch);
    names.put("dir", path.substring(0, path.indexOf('/')));
    names.put("file_sha", made.json("content/sha").asText());
    names.put("commit_sha", sha);
    names.put("tag_sha", sha);
    names.put("branch", branch);
  }

  private void conversations(Client by, String repository, Map<String, String> names) {
    String label = text.apply("label");
    by.post(
            repository + "/issues",
            json(
                "title", text.apply("title"), "body", text.apply("body"), "labels", List.of(label)))
        .expect(201);
    long comment =
        by.post(repository + "/issues/1/comments", json("body", text.apply("comment")))
            .expect(201)
            .json("id")
            .asLong();
    by.post(
            repository + "/pulls",
            json(
                "title",
                text.apply("proposal"),
                "body",
                text.apply("reason"),
                "head",
                names.get("branch"),
                "base",
                "main"))
        .expect(201);
    names.put("name", label);
    names.put("comment_id", Long.toString(comment));
    names.put("issue_number", "1");
    names.put("pull_number", "2");
  }
}
