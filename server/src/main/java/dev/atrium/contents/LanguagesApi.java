// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.git.GitRepository;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The operation that tells how many bytes of which languages a repository has. */
final class LanguagesApi {
  /** How many files are looked at. Larger repositories get the sums of these. */
  private static final int MOST_FILES = 50_000;

  /** The sums of a commit never change. */
  private final Cache<Key, Map<String, Long>> known =
      Caffeine.newBuilder().maximumSize(500).build();

  private final Contents contents;

  LanguagesApi(Contents contents) {
    this.contents = contents;
  }

  /** Answers the languages of the default branch, the largest first. */
  Response get(Request request, RepositoryGrant grant) {
    GitRepository git = contents.open(grant);
    Optional<String> commit = git.resolve(grant.repository().defaultBranch());
    return Response.ok(
        commit.isEmpty()
            ? Map.of()
            : languages(git, new Key(grant.repository().id(), commit.get())));
  }

  /** Never computes inside the cache: others would wait for it there. */
  private Map<String, Long> languages(GitRepository git, Key key) {
    Map<String, Long> found = known.getIfPresent(key);
    if (found == null) {
      found = sorted(git, key);
      known.put(key, found);
    }
    return found;
  }

  private static Map<String, Long> sorted(GitRepository git, Key key) {
    Map<String, Long> sorted = new LinkedHashMap<>();
    git.objects().sizes(key.commit, MOST_FILES, Languages::of).entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private record Key(long repositoryId, String commit) {}
}
