// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.directory.Account;
import dev.atrium.directory.SimpleUserJson;
import dev.atrium.git.GitHistory.Authorship;
import dev.atrium.git.GitRepository;
import dev.atrium.http.Json;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.Committers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The operation that lists who wrote the commits of a repository's default branch. */
final class ContributorsApi {
  /** How many commits are looked at, the newest ones. */
  private static final int MOST_COMMITS = 10_000;

  /** How many addresses are looked up, those with the most commits, as on GitHub. */
  private static final int MOST_AUTHORS = 500;

  /** The authors behind a commit never change. */
  private final Cache<Key, List<Authorship>> known = Caffeine.newBuilder().maximumSize(200).build();

  private final Contents contents;
  private final Committers committers;
  private final Urls urls;

  ContributorsApi(Contents contents, Committers committers, Urls urls) {
    this.contents = contents;
    this.committers = committers;
    this.urls = urls;
  }

  /** Answers accounts and, if asked for, addresses that no account has; the most commits first. */
  Response get(Request request, RepositoryGrant grant) {
    GitRepository git = contents.open(grant);
    Optional<String> commit = git.resolve(grant.repository().defaultBranch());
    if (commit.isEmpty()) {
      return Response.noContent();
    }
    Key key = new Key(grant.repository().id(), commit.get());
    List<Authorship> authors = authors(git, key);
    boolean anonymous = request.query("anon").filter(sent -> sent.matches("1|true")).isPresent();
    Page page = Page.of(request);
    return page.answer(request, urls, page.slice(contributors(authors, anonymous)), one -> one);
  }

  /** Never computes inside the cache: others would wait for it there. */
  private List<Authorship> authors(GitRepository git, Key key) {
    List<Authorship> found = known.getIfPresent(key);
    if (found == null) {
      found = sorted(git, key);
      known.put(key, found);
    }
    return found;
  }

  private static List<Authorship> sorted(GitRepository git, Key key) {
    return git.history().authors(key.commit, MOST_COMMITS).values().stream()
        .sorted(
            Comparator.comparingLong(Authorship::commits)
                .reversed()
                .thenComparing(one -> one.author().email()))
        .limit(MOST_AUTHORS)
        .toList();
  }

  private List<ObjectNode> contributors(List<Authorship> authors, boolean anonymous) {
    TreeSet<String> emails = new TreeSet<>();
    authors.forEach(one -> emails.add(one.author().email()));
    Map<String, Account> accounts = committers.accounts(emails);
    Map<Account, Long> users = new LinkedHashMap<>();
    List<ObjectNode> found = new ArrayList<>();
    for (Authorship one : authors) {
      Account account = accounts.get(one.author().email());
      if (account != null) {
        users.merge(account, one.commits(), Long::sum);
      } else if (anonymous) {
        found.add(anonymous(one));
      }
    }
    users.forEach((account, commits) -> found.add(user(account, commits)));
    found.sort(
        Comparator.comparingLong((ObjectNode one) -> one.get("contributions").longValue())
            .reversed());
    return found;
  }

  private ObjectNode user(Account account, long commits) {
    ObjectNode json = Json.mapper().valueToTree(SimpleUserJson.of(account, urls));
    return json.put("contributions", commits);
  }

  private static ObjectNode anonymous(Authorship one) {
    return Json.mapper()
        .createObjectNode()
        .put("email", one.author().email())
        .put("name", one.author().name())
        .put("type", "Anonymous")
        .put("contributions", one.commits());
  }

  private record Key(long repositoryId, String commit) {}
}
