// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/** Helidon's connections, with the deadlines and budgets of {@link Connections}. */
record WatchedConnections(ServerConnectionSelector helidons, Connections connections)
    implements ServerConnectionSelector {
  @Override
  public int bytesToIdentifyConnection() {
    return helidons.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return helidons.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return helidons.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Connections.Ends ends =
        new Connections.Ends(context.remotePeer().address(), context.localPeer().address());
    Connection connection =
        connections
            .accepted(ends)
            .orElseThrow(() -> new CloseConnectionException("It was ended in the handshake"));
    WatchedContext watched = new WatchedContext(context, connection, connections);
    return new Watched(helidons.connection(watched), watched, ends);
  }

  /** One connection, which is forgotten when it is done. */
  private static final class Watched implements ServerConnection, InterruptableTask<Void> {
    private final ServerConnection helidons;
    private final WatchedContext context;
    private final Connections.Ends ends;

    Watched(ServerConnection helidons, WatchedContext context, Connections.Ends ends) {
      this.helidons = helidons;
      this.context = context;
      this.ends = ends;
      context.awaitsRequest(this::canInterrupt);
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      context.begin();
      try {
        helidons.handle(limit);
      } finally {
        context.done(ends);
      }
    }

    /**
     * Tells whether the connection waits for a request, so that a stop of the server may end it.
     */
    @Override
    public boolean canInterrupt() {
      return helidons instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
      return helidons.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      helidons.close(interrupt);
    }
  }
}
