// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.greetings;

import static dev.atrium.access.Permission.SIGNED_IN;

import dev.atrium.db.Change;
import dev.atrium.db.Subscriber;
import dev.atrium.db.Transaction;
import dev.atrium.http.Response;
import dev.atrium.jobs.JobHandler;
import dev.atrium.jobs.JobKind;
import dev.atrium.jobs.Jobs;
import dev.atrium.jobs.Outcome;
import dev.atrium.platform.Platform;
import dev.atrium.platform.Wing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the spaces that change, in a job that each change enqueues, and tells the count. */
public final class GreetingsWing extends Wing {
  private static final JobKind KIND = JobKind.of("greetings", 1);

  private final Jobs jobs;
  private final AtomicInteger greeted = new AtomicInteger();

  public GreetingsWing(Platform platform) {
    super(platform);
    jobs = platform.jobs();
    routes.add(
        "GET /greetings",
        "atrium/greetings",
        "",
        SIGNED_IN,
        request -> Response.ok(Map.of("greeted", greeted.get())));
  }

  @Override
  public List<JobHandler> jobs() {
    return List.of(
        JobHandler.of(
            KIND,
            run -> {
              greeted.incrementAndGet();
              return Outcome.DONE;
            }));
  }

  @Override
  public List<Subscriber> subscribers() {
    return List.of(this::spaceChanged);
  }

  private void spaceChanged(Transaction transaction, Change change) {
    if (change instanceof Change.OfSpace of) {
      jobs.enqueue(transaction, KIND, Long.toString(of.subjectId()), "");
    }
  }
}
