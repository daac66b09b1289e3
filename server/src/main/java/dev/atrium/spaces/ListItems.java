// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.http.RenderedJson;
import org.jspecify.annotations.Nullable;

/**
 * Spaces as lists show them, as JSON. Everybody who sees a space sees the same there, and which
 * spaces a caller sees is decided anew for each list.
 */
final class ListItems {
  /** Capacity, in bytes: about 3,000 items of the usual 1.5 KB, each as a text and as bytes. */
  private static final long KEPT_BYTES = 8L * 1024 * 1024;

  /** Characters of the longest texts that are kept; longer ones are rendered as they are sent. */
  private static final int LONGEST = 4_000;

  private final Cache<Key, RenderedJson> kept =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_BYTES)
          .<Key, RenderedJson>weigher((key, item) -> 2 * item.length())
          .build();

  @Nullable RenderedJson find(Key key) {
    return kept.getIfPresent(key);
  }

  /** Returns the item for the answer, and keeps it unless it is long. */
  Object keep(Key key, SpaceJson.Brief space) {
    if (space.textLength() > LONGEST) {
      return space;
    }
    RenderedJson item = RenderedJson.of(space);
    kept.put(key, item);
    return item;
  }

  /**
   * All that an item depends on.
   *
   * @param version of the space's row
   * @param creatorId who may change without a new version of the space
   * @param directory the version of the directory, which has the accounts
   */
  record Key(long spaceId, long version, long creatorId, long directory) {}
}
