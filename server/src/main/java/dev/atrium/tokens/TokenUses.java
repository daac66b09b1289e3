// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.db.Database;
import dev.atrium.error.ApiException;
import dev.atrium.jobs.Schedule;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when tokens were used, at most once a minute each. Requests only leave a note here; notes
 * are written together every few seconds, which is no change of the directory. Those of the last
 * seconds are lost with a process that is killed.
 */
final class TokenUses {
  private static final Logger LOG = LoggerFactory.getLogger(TokenUses.class);
  private static final Duration ONCE = Duration.ofMinutes(1);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Database database;
  private final Cache<Long, Boolean> noted = Caffeine.newBuilder().expireAfterWrite(ONCE).build();
  private final Map<Long, Long> waiting = new ConcurrentHashMap<>();

  TokenUses(Database database, Schedule schedule) {
    this.database = database;
    schedule.every(PERIOD, this::write);
  }

  /**
   * Notes a use.
   *
   * @param now in seconds
   */
  void note(long tokenId, long now) {
    if (noted.asMap().putIfAbsent(tokenId, true) == null) {
      waiting.put(tokenId, now);
    }
  }

  /**
   * Writes the notes that wait, by the order of the ids: two servers that write some of the same
   * then never wait for each other in a circle.
   */
  void write() {
    SortedMap<Long, Long> notes = new TreeMap<>(waiting);
    if (notes.isEmpty()) {
      return;
    }
    try {
      database.write(transaction -> {
        TokenStore.used(transaction.handle(), notes);
        return true;
      });
      notes.forEach(waiting::remove);
    } catch (RuntimeException e) {
      if (!ApiException.isPassing(e)) {
        LOG.info("The use of {} tokens is not noted yet: {}", notes.size(), e.getMessage());
      }
    }
  }
}
