// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static dev.atrium.testing.Resources.note;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.http.Json;
import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Samples;
import dev.atrium.testing.ServerTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever a client sends, it is answered, and in the one form that errors have. */
@EachDatabase
@Isolated("It measures the heap, which all tests share.")
@SuppressWarnings("NullAway.Init")
class MalformedRequestsTest extends ServerTest {
  private static final long SEED = 20_261_121;
  private static final int CLIENTS = 8;
  private static final long MORE_HEAP = 20L << 20;
  private static final Pattern INNARDS =
      Pattern.compile(
          "\\bat [a-z]+\\.|Exception|io\\.helidon|dev\\.atrium|java\\.|org\\.jdbi|sqlite|postgresql|SQLSTATE",
          Pattern.CASE_INSENSITIVE);

  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private Client octocat;

  @Override
  protected void prepare() {
    octocat = server.user("octocat");
    server.organization("acme", "octocat");
    Samples octocats = new Samples(octocat, "/users/octocat");
    octocats.attach(octocats.space("a"), note("n", "t"));
  }

  @Test
  void malformed_isAnsweredAsAClientsError_andLeavesNothingBehind() {
    int count = Counts.of(3_000, 20_000);
    MalformedRequests requests = new MalformedRequests(SEED, String.valueOf(octocat.token()));
    send(requests, count / 4);
    long before = usedHeap();
    send(requests, count - count / 4);
    assertThat(usedHeap()).isLessThan(before + before / 2 + MORE_HEAP);
    octocat.get("/user").expect(200);
    octocat.get("/users/octocat/copilot-spaces/1").expect(200);
  }

  private void send(MalformedRequests requests, int count) {
    List<Malformed> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(requests.next());
    }
    Crowd.share(CLIENTS, count, i -> send(made.get(i)));
    assertThat(faults).isEmpty();
  }

  private void send(Malformed request) {
    String fault;
    try {
      fault = fault(request, RawAnswer.to(server.port(), request));
    } catch (IOException | RuntimeException e) {
      fault = e.toString();
    }
    if (!fault.isEmpty()) {
      String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
      faults.add(
          fault
              + " for "
              + request.kind()
              + ":\n"
              + text.substring(0, Math.min(600, text.length())));
    }
  }

  /** What is wrong with an answer; nothing when it is good. */
  private static String fault(Malformed request, RawAnswer answer) {
    if (answer.status() < 200 || answer.status() >= 500) {
      return "status " + answer.status() + " " + answer.body();
    }
    if (INNARDS.matcher(answer.body()).find()) {
      return "innards " + answer.body();
    }
    if (request.hidden() && !answer.more().isEmpty()) {
      return "a second answer " + answer.status() + " " + answer.more();
    }
    return answer.status() < 400 || request.head() ? "" : errorFault(answer);
  }

  private static String errorFault(RawAnswer answer) {
    JsonNode error = Json.read(answer.body());
    boolean good =
        error.path("message").isTextual()
            && error.path("documentation_url").isTextual()
            && error.path("status").asText().equals(Integer.toString(answer.status()));
    return good ? "" : "no error of ours " + answer;
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
