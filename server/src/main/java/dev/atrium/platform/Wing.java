// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.db.Subscriber;
import dev.atrium.http.Route;
import dev.atrium.jobs.JobHandler;
import java.util.List;

/**
 * One feature, whole: the class of its package that {@code Server} makes. Other features get the
 * objects that they need from its methods.
 */
public abstract class Wing implements AutoCloseable {
  /** The routes that the feature answers on, added by its constructor. */
  protected final RouteList routes;

  protected Wing(Platform platform) {
    this.routes = platform.routes();
  }

  /** Returns the routes that the feature answers on. */
  public final List<Route> routes() {
    return routes.all();
  }

  /** Returns the jobs that the feature does. */
  public List<JobHandler> jobs() {
    return List.of();
  }

  /** Returns the feature's parts in the changes of others. */
  public List<Subscriber> subscribers() {
    return List.of();
  }

  /** Writes what is left, after the last request and before the database is closed. */
  @Override
  public void close() {}
}
