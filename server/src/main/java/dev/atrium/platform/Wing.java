// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.db.Subscriber;
import dev.atrium.http.Route;
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

  /** Returns the feature's parts in the changes of others. */
  public List<Subscriber> subscribers() {
    return List.of();
  }

  /** Begins work that goes on beside the requests; called when the server takes requests. */
  public void start() {}

  /** Ends it, after the last request and before the database is closed. */
  @Override
  public void close() {}
}
