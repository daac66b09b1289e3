// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Resources.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.testing.Client;
import dev.atrium.testing.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/**
 * Eight writers of one owner's spaces, who note what was acknowledged until the server goes, and
 * hold the next server to it.
 */
final class Writers {
  private static final int WRITERS = 8;
  private static final int NESTED = 3;
  private static final int PATIENCE_SECONDS = 120;

  private final String spaces;
  private final Client client;
  private final Map<Long, String> created = new ConcurrentHashMap<>();
  private final Map<Long, Queue<Long>> attached = new ConcurrentHashMap<>();
  private final Semaphore acknowledged = new Semaphore(0);
  private final AtomicBoolean stopped = new AtomicBoolean();

  Writers(String url, String login) {
    this.spaces = "/users/" + login + "/copilot-spaces";
    this.client = Installation.user(url, login);
  }

  /**
   * Writes until that many writes were acknowledged, and on until the fault has happened.
   *
   * @param fault takes the server, or what it needs, away
   */
  void writeUntil(int writes, Runnable fault) {
    Crowd.each(
        WRITERS + 1,
        number -> {
          if (number == WRITERS) {
            try {
              await(writes);
              fault.run();
            } finally {
              stopped.set(true);
            }
          } else {
            write(number);
          }
        });
  }

  private void await(int writes) {
    try {
      assertThat(acknowledged.tryAcquire(writes, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void write(int writer) {
    for (int i = 0; !stopped.get(); i++) {
      String name = "writer " + writer + " space " + i;
      Optional<Answer> space = post(spaces, space(name));
      if (space.isEmpty()) {
        return;
      }
      long number = space.get().json("number").asLong();
      created.put(number, name);
      acknowledged.release();
      Optional<Answer> resource =
          post(spaces + "/" + number + "/resources", json(note("later", name)));
      if (resource.isEmpty()) {
        return;
      }
      attached
          .computeIfAbsent(number, key -> new ConcurrentLinkedQueue<>())
          .add(resource.get().json("id").asLong());
      acknowledged.release();
    }
  }

  private static String space(String name) {
    List<Object> nested = new ArrayList<>();
    for (int i = 0; i < NESTED; i++) {
      nested.add(note("nested", name));
    }
    return json("name", name, "resources_attributes", nested);
  }

  /** The acknowledgement; nothing when the server, or its database, is gone. */
  private Optional<Answer> post(String path, String body) {
    Answer answer;
    try {
      answer = client.post(path, body);
    } catch (IllegalStateException e) {
      return Optional.empty(); // No answer, hence no acknowledgement.
    }
    return answer.status() >= 500 ? Optional.empty() : Optional.of(answer.expect(201));
  }

  /** Holds a server to all that was acknowledged, and to have nothing by halves. */
  void check(String url) {
    Client reader = new Client(url, client.token());
    long count = numbers(reader);
    assertThat(created.keySet()).allMatch(number -> number <= count);
    for (long number = 1; number <= count; number++) {
      check(number, reader.get(spaces + "/" + number).expect(200).json());
    }
  }

  private void check(long number, JsonNode space) {
    String name = space.get("name").asText();
    assertThat(created.getOrDefault(number, name)).isEqualTo(name);
    List<Long> ids = new ArrayList<>();
    int nested = 0;
    for (JsonNode resource : space.get("resources_attributes")) {
      assertThat(resource.at("/metadata/text").asText()).isEqualTo(name);
      nested += resource.at("/metadata/name").asText().equals("nested") ? 1 : 0;
      ids.add(resource.get("id").asLong());
    }
    assertThat(nested).as("nested resources of %s", name).isEqualTo(NESTED);
    assertThat(ids).doesNotHaveDuplicates();
    Queue<Long> noted = attached.get(number);
    assertThat(ids).containsAll(noted == null ? List.of() : List.copyOf(noted));
  }

  /** How many spaces there are; their numbers have neither gap nor double. */
  private long numbers(Client reader) {
    List<Long> numbers = new ArrayList<>();
    String next = spaces + "?per_page=100";
    while (!next.isEmpty()) {
      Answer page = reader.get(next).expect(200);
      page.json("spaces").forEach(space -> numbers.add(space.get("number").asLong()));
      next = next(page);
    }
    assertThat(numbers)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    return numbers.size();
  }

  private static String next(Answer page) {
    for (String link : page.header("Link").orElse("").split(", ", -1)) {
      if (link.endsWith("rel=\"next\"")) {
        return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
      }
    }
    return "";
  }
}
