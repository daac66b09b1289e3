// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.OwnerGrant;
import dev.atrium.access.VisiblePage;
import dev.atrium.db.Database;
import dev.atrium.directory.Accounts;
import dev.atrium.spaces.SpacePageStore.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The lists of spaces. Which spaces a caller sees is asked of the database each time; how they look
 * is kept.
 */
final class SpaceLists {
  private final Database database;
  private final SpaceJson json;
  private final ListItems items = new ListItems();

  SpaceLists(Database database, SpaceJson json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Returns a page of the spaces that the caller sees, by ascending number.
   *
   * @param before the page ends before this number; ignored if {@code after} is present
   * @param after the page begins after this number; without either, the first page is returned
   */
  Listed list(OwnerGrant grant, Optional<Long> before, Optional<Long> after, int size) {
    boolean ascending = before.isEmpty() || after.isPresent();
    long from = ascending ? after.orElse(0L) : before.orElseThrow();
    VisiblePage wanted = new VisiblePage(grant, from, ascending, size + 1);
    Found found =
        database
            .select(handle -> SpacePageStore.atOnce(handle, wanted, items))
            .flatMap(this::rendered)
            .orElseGet(() -> walked(wanted));
    List<Long> numbers = List.copyOf(found.items().keySet());
    boolean more = numbers.size() > size;
    List<Long> shown =
        !more
            ? numbers
            : ascending
                ? numbers.subList(0, size)
                : numbers.subList(numbers.size() - size, numbers.size());
    return new Listed(
        shown.stream().map(found.items()::get).toList(),
        shown,
        ascending ? from > 0 : more,
        ascending ? more : true,
        found.leftOut());
  }

  /**
   * Renders the rows whose JSON was not kept. Returns empty if the directory has changed since they
   * were read: the accounts may be others now.
   */
  private Optional<Found> rendered(List<Row> rows) {
    NavigableMap<Long, Object> found = new TreeMap<>();
    List<Row> unknown = new ArrayList<>();
    rows.forEach(row -> {
      if (row.item() == null) {
        unknown.add(row);
      } else {
        found.put(row.number(), row.item());
      }
    });
    if (unknown.isEmpty()) {
      return Optional.of(new Found(found, OptionalInt.empty()));
    }
    List<Space> spaces = unknown.stream().map(row -> Objects.requireNonNull(row.space())).toList();
    long directory = unknown.getFirst().key().directory();
    return database
        .select(handle -> Accounts.byIdsAt(handle, SpacePageStore.accountIds(spaces), directory))
        .map(known -> {
          List<SpaceJson.Brief> briefs = json.list(spaces, known);
          IntStream.range(0, briefs.size())
              .forEach(i ->
                  found.put(
                      unknown.get(i).number(), items.keep(unknown.get(i).key(), briefs.get(i))));
          return new Found(found, OptionalInt.empty());
        });
  }

  private Found walked(VisiblePage wanted) {
    SpacePageStore.Walked walked = database.read(handle -> SpacePageStore.walked(handle, wanted));
    NavigableMap<Long, Object> found = new TreeMap<>();
    json.list(walked.spaces(), walked.accounts())
        .forEach(space -> found.put(space.number(), space));
    return new Found(found, walked.leftOut());
  }

  /**
   * The spaces that were found for a page, as JSON or what becomes it, by number.
   *
   * @param leftOut how many spaces the page leaves out, if the token may know
   */
  private record Found(NavigableMap<Long, Object> items, OptionalInt leftOut) {}

  /**
   * A page of spaces.
   *
   * @param numbers of the spaces on the page, ascending
   * @param earlier whether there may be spaces before the page
   * @param later whether there may be spaces after the page
   * @param leftOut how many spaces the page leaves out, if the token may know
   */
  record Listed(
      List<Object> spaces,
      List<Long> numbers,
      boolean earlier,
      boolean later,
      OptionalInt leftOut) {}
}
