// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.access.Access;
import dev.atrium.access.AccessTable;
import dev.atrium.db.Database;
import dev.atrium.git.GitRepositories;
import dev.atrium.http.Urls;
import dev.atrium.jobs.Jobs;
import dev.atrium.jobs.Schedule;
import dev.atrium.work.OneAtATime;
import java.time.Clock;
import java.util.Optional;

/**
 * The services that every feature may use.
 *
 * @param table the table that {@code access} decides by
 * @param clock the only source of time
 * @param jobs the durable jobs of all servers
 * @param schedule the periodic tasks of this process
 * @param oneAtATime the turns of work that takes its carrier for long: searches in texts, Markdown
 * @param reserved the names that no account may have
 */
public record Platform(
    Database database,
    GitRepositories git,
    Access access,
    AccessTable table,
    Urls urls,
    Clock clock,
    Jobs jobs,
    Schedule schedule,
    OneAtATime oneAtATime,
    ReservedNames reserved) {

  /** Returns why reads or writes fail at the moment. Takes less than a second. */
  public Optional<String> fault() {
    return database.fault().or(git::fault);
  }

  /** Tries again what failed last. */
  public void retry() {
    database.retry();
    git.retry();
  }

  /** Returns an empty list of REST routes, whose requirements come from this platform's table. */
  public RouteList routes() {
    return new RouteList(table);
  }
}
