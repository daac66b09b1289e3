// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** What errors of PostgreSQL and of the connection to it mean. */
final class PostgresErrors {
  /**
   * The SQL states that are worth a retry: serialization_failure, deadlock_detected, and
   * foreign_key_violation, for a row that was referred to while it was deleted.
   */
  private static final Set<String> RETRY = Set.of("40001", "40P01", "23503");

  private static final String STARTS_OR_STOPS = "57P0";
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private PostgresErrors() {}

  static boolean isWorthRetry(Throwable e) {
    return RETRY.contains(state(e));
  }

  /** Tells whether the connection failed, and not the statement. */
  static boolean isOfConnection(Throwable e) {
    return causes(e)
            .anyMatch(cause ->
                cause instanceof ConnectionException
                    || cause instanceof SQLTransientConnectionException)
        || isPassing(e);
  }

  /** Tells whether a connection that was refused may be had later, with nothing changed here. */
  static boolean isPassing(Throwable e) {
    String state = state(e);
    return state.startsWith("08")
        || state.startsWith(STARTS_OR_STOPS)
        || state.equals(TOO_MANY_CONNECTIONS);
  }

  /** Returns why PostgreSQL takes no writes, if an error says so. */
  static Optional<String> refusedWrites(Throwable e) {
    return switch (state(e)) {
      case "53100" -> Optional.of("its disk is full");
      case "53200" -> Optional.of("it is out of memory");
      case "58030" -> Optional.of("its disk fails");
      case "25006" -> Optional.of("it only lets itself be read");
      default -> Optional.empty();
    };
  }

  /** Returns why there is no connection, without any name or address. */
  static String reason(Throwable e) {
    if (causes(e).anyMatch(SocketTimeoutException.class::isInstance)) {
      return "no answer in time";
    }
    String state = state(e);
    if (state.startsWith(STARTS_OR_STOPS)) {
      return "it starts or stops";
    }
    if (state.equals(TOO_MANY_CONNECTIONS)) {
      return "it has too many connections";
    }
    return state.startsWith("08") ? "no connection" : "it refuses the connection";
  }

  /** Returns the message of the first cause, which says most. */
  static String rootMessage(Throwable e) {
    Throwable root = causes(e).reduce((first, second) -> second).orElse(e);
    return String.valueOf(root.getMessage());
  }

  private static String state(Throwable e) {
    return causes(e)
        .map(cause -> cause instanceof SQLException sql ? sql.getSQLState() : null)
        .filter(state -> state != null)
        .findFirst()
        .orElse("");
  }

  private static Stream<Throwable> causes(@Nullable Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
  }
}
