// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.db.Subscriber;
import dev.atrium.http.Route;
import dev.atrium.jobs.JobHandler;
import java.util.List;

/**
 * One complete feature: the class of its package that {@code Server} makes. Other features get the
 * objects that they need from its methods.
 */
public abstract class Wing implements AutoCloseable {
  /** The routes of the feature, which its constructor adds. */
  protected final RouteList routes;

  protected Wing(Platform platform) {
    this.routes = platform.routes();
  }

  /** Returns the routes of the feature. */
  public final List<Route> routes() {
    return routes.all();
  }

  /** Returns the jobs that the feature does. */
  public List<JobHandler> jobs() {
    return List.of();
  }

  /** Returns the feature's subscribers to the changes of other features. */
  public List<Subscriber> subscribers() {
    return List.of();
  }

  /** Writes what is left, after the last request and before the database is closed. */
  @Override
  public void close() {}
}
