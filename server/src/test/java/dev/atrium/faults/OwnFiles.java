// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.git.Content;
import dev.atrium.git.GitPath;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * A model of files that one thread each writes: what was acknowledged last is what must be there,
 * as long as the repository is.
 */
final class OwnFiles {
  private static final int FILES = 3;

  private final RandomWorld world;

  /** The sha of the blob that was acknowledged last; empty where the removal was. */
  private final Map<Place, String> stored = new ConcurrentHashMap<>();

  OwnFiles(RandomWorld world) {
    this.world = world;
  }

  /** Writes or removes one of the thread's files. */
  Answer write(RandomGenerator random, int thread, long repositoryId) {
    Place place = new Place(repositoryId, "own/%d-%d".formatted(thread, random.nextInt(FILES)));
    var tokens = world.people();
    Client client = tokens.get(random.nextInt(tokens.size()));
    String path = "/repositories/" + repositoryId + "/contents/" + place.path();
    String sha = stored.getOrDefault(place, "");
    if (!sha.isEmpty() && random.nextInt(4) == 0) {
      Answer answer =
          client.send("DELETE", path, json("message", "m", "branch", "main", "sha", sha));
      if (answer.status() == 200) {
        stored.put(place, "");
      }
      return answer;
    }
    String content =
        Base64.getEncoder()
            .encodeToString(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
    Answer answer =
        client.put(
            path,
            sha.isEmpty()
                ? json("message", "m", "branch", "main", "content", content)
                : json("message", "m", "branch", "main", "content", content, "sha", sha));
    if (answer.status() == 200 || answer.status() == 201) {
      stored.put(place, answer.json("content/sha").asText());
    }
    return answer;
  }

  /**
   * Holds the content to be what was acknowledged.
   *
   * @param repositories those that exist
   * @return how many files were compared
   */
  int check(GitRepositories git, Set<Long> repositories) {
    int compared = 0;
    for (Map.Entry<Place, String> entry : stored.entrySet()) {
      Place place = entry.getKey();
      if (repositories.contains(place.repositoryId())) {
        assertThat(sha(git.open(place.repositoryId(), "main"), place.path()))
            .as("%s", place)
            .isEqualTo(entry.getValue());
        compared++;
      }
    }
    return compared;
  }

  private static String sha(GitRepository repository, String path) {
    Optional<Content> content =
        repository
            .resolve("main")
            .flatMap(
                commit -> repository.files().content(commit, GitPath.clean(path).orElseThrow()));
    return content
        .filter(Content.File.class::isInstance)
        .map(file -> ((Content.File) file).entry().sha())
        .orElse("");
  }

  private record Place(long repositoryId, String path) {}
}
