// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Latches;
import dev.atrium.work.AnswerMemory;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers that wait for the memory that others have. */
class WaitingAnswersTest {
  private static final String[] SIGNED_IN = {
    "User-Agent: test", "Authorization: Bearer " + Door.TOKEN
  };
  private static final int LARGE = 2 * 1024 * 1024;

  /** The server needs a moment to see that a client has gone, and may be too quick at first. */
  private static final int MOST_ROUNDS = 50;

  /** An account has one large answer at a time, so a second one waits. */
  @Test
  void anAnswerWhoseClientHasGone_isNotMadeAfterItsWait() throws IOException {
    int calls = 0;
    for (int i = 0; i < MOST_ROUNDS && calls != 1; i++) {
      calls = callsOfOneThatLeaves();
    }
    assertThat(calls).isEqualTo(1);
  }

  private static int callsOfOneThatLeaves() throws IOException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Handler held =
        request -> {
          AnswerMemory.countBytes(LARGE);
          begun.countDown();
          Latches.await(enough);
          return Response.ok(List.of());
        };
    Handler left =
        request -> {
          calls.incrementAndGet();
          called.countDown();
          AnswerMemory.countBytes(LARGE);
          return Response.ok(List.of());
        };
    try (Door door =
            new Door(
                LimitSettings.standard().perToken(0),
                Door.route(Profile.REST, "GET", "/held", held),
                Door.route(Profile.REST, "GET", "/left", left));
        Socket holder = door.open("GET /held", SIGNED_IN)) {
      Latches.await(begun);
      door.open("GET /left", SIGNED_IN).close();
      Latches.await(called);
      enough.countDown();
      assertThat(holder.getInputStream().readAllBytes()).isNotEmpty();
    }
    return calls.get(); // The server has ended, and all its requests with it.
  }
}
