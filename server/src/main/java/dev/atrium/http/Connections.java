// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.http.Connection.Phase;
import dev.atrium.work.Congestion;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one server. Their number is limited, in all and by address. A client that lets
 * the server wait past a deadline is cut off, over TLS as over plain HTTP. The deadlines are
 * watched by a thread of their own, so that nothing else can hold it up.
 */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long LOOK_EVERY_MILLIS = 250;

  /** The delay of the server's own threads past which no client is late, in nanoseconds. */
  private static final long MOST_DELAY = TimeUnit.SECONDS.toNanos(1);

  private final ConnectionLimits limits;
  private final Proxies proxies;
  private final Lateness lateness;
  private final Map<Ends, Connection> open = new ConcurrentHashMap<>();

  /**
   * How many of them each address has. Counting them anew for each one that is accepted would make
   * the thread that accepts slower than clients that connect.
   */
  private final Map<String, Integer> ofAddress = new ConcurrentHashMap<>();

  private final SpareConnections spare;
  private final Backlog backlog;
  private volatile int ownPort;

  /** Where the server's own question comes from, as accepted; null while there is none. */
  private volatile @Nullable SocketAddress own;

  /** The bytes that came and were not taken, and the headers of requests under way. */
  private final AtomicLong untaken = new AtomicLong();

  /** The same by address, of which one may have half unless it is a proxy's. */
  private final Map<String, Long> untakenOf = new ConcurrentHashMap<>();

  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("connections").factory());

  Connections(ConnectionLimits limits, Proxies proxies) {
    this(limits, proxies, Lateness.OF_PROCESS);
  }

  Connections(ConnectionLimits limits, Proxies proxies, Lateness lateness) {
    this.limits = limits;
    this.proxies = proxies;
    this.lateness = lateness;
    this.backlog = new Backlog(lateness);
    this.spare = new SpareConnections(open, limits.deadlines().spare().toNanos());
  }

  /** Starts to watch the deadlines. */
  void start() {
    ScheduledFuture<?> looks =
        watcher.scheduleWithFixedDelay(
            this::lookAgain, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> reports =
        watcher.scheduleWithFixedDelay(this::report, 1, 1, TimeUnit.MINUTES);
    LOG.debug("Watches the connections: {}, {}", looks, reports);
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }

  /**
   * Counts a connection that was just accepted. Called by the one thread that accepts.
   *
   * @throws IllegalStateException if there are too many, which closes the connection
   */
  void accept(SocketChannel channel) throws IOException {
    Congestion.queueUp();
    SocketAddress remote = channel.getRemoteAddress();
    Ends ends = new Ends(remote, channel.getLocalAddress());
    String peer =
        remote instanceof InetSocketAddress internet ? internet.getAddress().getHostAddress() : "";
    String address = peer.isEmpty() ? "" : Proxies.together(peer);
    boolean counted = !peer.isEmpty() && !proxies.isTrusted(peer);
    Connection made = new Connection(channel, address, !counted, limits.deadlines().bytesASecond());
    if (isOwn(ends)) {
      own = remote;
      add(ends, made);
      return;
    }
    if (counted && !backlog.hasRoom(address)) {
      refuse();
    } else if (open.size() >= limits.most()) {
      makeRoom("");
    } else if (counted && ofAddress.getOrDefault(address, 0) >= limits.mostOfAddress()) {
      makeRoom(address);
    }
    add(ends, made);
  }

  private void add(Ends ends, Connection made) {
    ofAddress.merge(made.address(), 1, Integer::sum);
    backlog.add(made.address());
    Connection before = open.put(ends, made);
    if (before != null) {
      uncount(before);
    }
  }

  /** Forgets a connection, if it is not forgotten yet. */
  private void forget(Ends ends, Connection connection) {
    if (open.remove(ends, connection)) {
      uncount(connection);
    }
  }

  private void uncount(Connection connection) {
    leaveBacklog(connection);
    ofAddress.computeIfPresent(
        connection.address(), (address, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Names the port of this machine that the server's own question comes from, which is answered
   * however many connections there are; 0 when it is over.
   */
  void own(int port) {
    ownPort = port;
    own = null;
  }

  private boolean isOwn(Ends ends) {
    return ends.remote() instanceof InetSocketAddress from
        && from.getPort() == ownPort
        && ends.local() instanceof InetSocketAddress to
        && to.getAddress().equals(from.getAddress());
  }

  /** Tells whether a request is the server's own question. */
  boolean isOwn(ServerRequest request) {
    SocketAddress asking = own;
    return asking != null && asking.equals(request.remotePeer().address());
  }

  private void refuse() {
    refused.incrementAndGet();
    throw new IllegalStateException("Too many connections");
  }

  private void leaveBacklog(Connection connection) {
    if (connection.begin()) {
      backlog.remove(connection.address());
    }
  }

  /**
   * Ends the connection that has been spare for longest.
   *
   * @param address empty for one of any address
   */
  private void makeRoom(String address) {
    Optional<SpareConnections.Spare> next = spare.next(address);
    if (next.isEmpty()) {
      refuse();
    }
    ended.incrementAndGet();
    next.get().connection().end();
    forget(next.get().ends(), next.get().connection());
  }

  /** Notes that the thread of an accepted connection begins with its TLS handshake. */
  void begun(Socket socket) {
    Connection found =
        open.get(new Ends(socket.getRemoteSocketAddress(), socket.getLocalSocketAddress()));
    if (found != null) {
      leaveBacklog(found);
    }
  }

  /** Returns the accepted connection of a client, whose TLS handshake is done. */
  Optional<Connection> accepted(Ends ends) {
    Optional<Connection> found = Optional.ofNullable(open.get(ends));
    found.ifPresent(connection -> {
      leaveBacklog(connection);
      connection.enter(Phase.FIRST_REQUEST);
    });
    return found;
  }

  /** Forgets a connection whose thread is done with it. */
  void remove(Ends ends, Connection connection) {
    requestDone(connection);
    forget(ends, connection);
  }

  /**
   * Counts what came of a request's headers. It counts until the request has ended, since the
   * headers stay in memory.
   *
   * @return false if all connections together have too much
   */
  boolean addHeaders(Connection connection, byte[] bytes) {
    return hasRoom(connection, connection.addHeaders(bytes));
  }

  /**
   * Counts what came of a body.
   *
   * @return false if all connections together, or this one, have too much that was not taken
   */
  boolean addBody(Connection connection, byte[] bytes) {
    return hasRoom(connection, connection.addBody(bytes)) && !connection.hasTooMuchBody();
  }

  /**
   * Gives back what a request took of the budget, and counts what came together with it, which has
   * the next one.
   *
   * @return false if all connections together have too much
   */
  boolean nextRequest(Connection connection) {
    return hasRoom(connection, -connection.next());
  }

  /** Gives back what a request took of the budget. */
  void requestDone(Connection connection) {
    hasRoom(connection, -connection.clear());
  }

  private boolean hasRoom(Connection connection, int more) {
    if (more == 0) {
      return true;
    }
    long all = untaken.addAndGet(more);
    long ofAddress =
        Objects.requireNonNullElse(
            untakenOf.merge(
                connection.address(), (long) more, (had, now) -> had + now == 0 ? null : had + now),
            0L);
    boolean isFair = connection.isShared() || ofAddress <= limits.mostUntakenOfAddress();
    return more < 0 || (isFair && all <= limits.mostUntaken());
  }

  /** Returns how many connections are open. */
  int size() {
    return open.size();
  }

  /** Looks, and never ends the schedule: without it no deadline would hold any more. */
  private void lookAgain() {
    try {
      look();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("The connections could not be looked at: again in a moment", e);
    }
  }

  /** Ends the connections whose clients are late. */
  void look() {
    if (lateness.delay() > MOST_DELAY) {
      return; // The server is late, and perhaps not the client.
    }
    long now = System.nanoTime();
    open.forEach((ends, connection) -> {
      // One that is not open failed in its handshake.
      boolean late = connection.isOpen() && connection.isLate(now, limits.deadlines());
      if (late) {
        LOG.debug("Ends a connection of {} in {}", connection.address(), connection.phase());
        ended.incrementAndGet();
        connection.end();
      }
      if (late || !connection.isOpen()) {
        forget(ends, connection);
      }
    });
  }

  private void report() {
    long tooMany = refused.getAndSet(0);
    long late = ended.getAndSet(0);
    if (tooMany > 0) {
      LOG.warn(
          "Refused {} connections in the last minute: {} are open, and --max-connections is {}.",
          tooMany,
          size(),
          limits.most());
    }
    if (late > 0) {
      LOG.info("Ended {} idle or slow connections in the last minute.", late);
    }
  }

  /**
   * The two ends of a connection: a client may use one port of its own towards several addresses of
   * the server.
   */
  record Ends(SocketAddress remote, SocketAddress local) {}
}
