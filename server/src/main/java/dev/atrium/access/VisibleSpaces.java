// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The walk through an owner's spaces that the caller sees, a page at a time, with several
 * statements in one transaction. {@link VisiblePage} mostly spares them.
 */
public final class VisibleSpaces {
  /**
   * The spaces that an unscoped token may see: those whose repositories it and its account may all
   * read.
   */
  private static final String READABLE_BY_TOKEN =
      RepositoryAccess.TEAMS
          + """
          SELECT number FROM space WHERE owner_id = :owner_id AND number IN (<numbers>) AND %s
          """
              .formatted(RepositoryAccess.SOURCES_READABLE);

  /** The longest step of a walk past spaces that the token does not reach; steps grow up to it. */
  private static final int LONGEST_STEP = 1_000;

  private final Handle handle;
  private final OwnerGrant grant;
  private final SpaceBranches branches;
  private final Comparator<Long> order;
  private final List<Long> unreached = new ArrayList<>();

  private VisibleSpaces(Handle handle, VisiblePage page) {
    this.handle = handle;
    this.grant = page.grant();
    this.branches = new SpaceBranches(grant, page.ascending());
    this.order = page.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  /** Walks to a page. */
  public static Walked page(Handle handle, VisiblePage page) {
    VisibleSpaces spaces = new VisibleSpaces(handle, page);
    List<Long> numbers =
        page.grant().caller().kind().scoped()
            ? spaces.walk(page.from(), page.limit())
            : spaces.walkByToken(page.from(), page.limit());
    return new Walked(
        numbers, LeftOutSpaces.count(handle, page.grant(), spaces.passed(numbers, page)));
  }

  /**
   * Returns what the token does not reach before the last space that is shown, the last but one.
   */
  private List<Long> passed(List<Long> numbers, VisiblePage page) {
    return numbers.size() < page.limit()
        ? unreached
        : unreached.stream()
            .filter(number -> order.compare(number, numbers.get(page.limit() - 2)) < 0)
            .toList();
  }

  /**
   * A page of numbers.
   *
   * @param numbers of the page's spaces, in the order of the walk
   * @param leftOut how many spaces the page leaves out, if the token may know
   */
  public record Walked(List<Long> numbers, OptionalInt leftOut) {
    public Walked {
      numbers = List.copyOf(numbers);
    }
  }

  /** Walks what the account sees in growing steps, and leaves out what the token does not reach. */
  private List<Long> walkByToken(long from, int limit) {
    List<Long> page = new ArrayList<>();
    long at = from;
    boolean more = true;
    for (int step = limit; more && page.size() < limit; step = Math.min(LONGEST_STEP, 2 * step)) {
      List<Long> walked = walk(at, step);
      Set<Long> readable = walked.isEmpty() ? Set.of() : readableByToken(walked);
      walked.forEach(number -> (readable.contains(number) ? page : unreached).add(number));
      more = walked.size() == step;
      at = more ? walked.getLast() : at;
    }
    return page.size() > limit ? page.subList(0, limit) : page;
  }

  private Set<Long> readableByToken(List<Long> numbers) {
    Query query =
        handle
            .createQuery(READABLE_BY_TOKEN)
            .bind("owner_id", grant.owner().id())
            .bind("caller_id", grant.caller().id())
            .bindList("numbers", numbers);
    return RepositoryAccess.bindToken(query, grant.caller()).mapTo(Long.class).set();
  }

  /**
   * Merges the next numbers of all branches. Reading a whole page of every branch would mostly read
   * far too much, so the first round reads a few of each, and the later rounds read the rest.
   */
  private List<Long> walk(long from, int limit) {
    NavigableSet<Long> seen = new TreeSet<>(order);
    int step = branches.step(limit);
    Optional<Long> at = Optional.of(from);
    while (at.isPresent() && seen.size() < limit) {
      List<List<Long>> found = find(at.get(), step);
      Optional<Long> end = end(found, step);
      found.stream()
          .flatMap(List::stream)
          .filter(number -> end.isEmpty() || order.compare(number, end.get()) <= 0)
          .forEach(seen::add);
      at = end;
      step = limit;
    }
    return seen.stream().limit(limit).toList();
  }

  /**
   * Returns the number up to which all branches were read: the first end among the branches that
   * may have more. Empty if no branch has more.
   */
  private Optional<Long> end(List<List<Long>> found, int step) {
    return found.stream()
        .filter(branch -> branch.size() == step)
        .map(branch -> branch.stream().max(order).orElseThrow())
        .min(order);
  }

  /** Returns the next numbers of each branch. */
  private List<List<Long>> find(long from, int limit) {
    Query query = handle.createQuery(branches.found(":limit"));
    branches.bind(query, from);
    List<List<Long>> found = new ArrayList<>();
    IntStream.range(0, branches.size()).forEach(i -> found.add(new ArrayList<>()));
    query
        .bind("limit", limit)
        .map((row, context) -> found.get(row.getInt(2)).add(row.getLong(1)))
        .forEach(added -> {});
    return found;
  }
}
