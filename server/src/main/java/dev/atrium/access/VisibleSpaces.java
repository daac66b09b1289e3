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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The one predicate of lists of spaces: which of an owner's spaces the caller sees. It is decided
 * in SQL, so that a page costs the same however long the list is. Each way of seeing a space is a
 * branch that walks an index by number and stops at the page's end.
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

  /** The limit above which one branch covers all teams, since SQLite takes 500 branches at most. */
  private static final int MOST_TEAMS = 100;

  /** The longest step of a walk past spaces that the token does not reach; steps grow up to it. */
  private static final int LONGEST_STEP = 1_000;

  /** The number of branches up to which each is walked to the page's end at once. */
  private static final int FEW_BRANCHES = 4;

  private static final int LEAST_STEP = 8;

  private final Handle handle;
  private final OwnerGrant grant;
  private final boolean ascending;
  private final Comparator<Long> order;
  private final List<Long> unreached = new ArrayList<>();

  private VisibleSpaces(Handle handle, OwnerGrant grant, boolean ascending) {
    this.handle = handle;
    this.grant = grant;
    this.ascending = ascending;
    this.order = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  /**
   * Returns a page of the numbers of the spaces that the caller sees, in the order of the walk.
   *
   * @param from the number after which the page begins
   * @param ascending whether the walk goes towards higher numbers
   */
  public static Page page(Handle handle, OwnerGrant grant, long from, boolean ascending, int size) {
    VisibleSpaces spaces = new VisibleSpaces(handle, grant, ascending);
    List<Long> walked =
        grant.caller().kind().scoped()
            ? spaces.walk(from, size + 1)
            : spaces.walkByToken(from, size + 1);
    boolean more = walked.size() > size;
    List<Long> numbers = more ? walked.subList(0, size) : walked;
    List<Long> passed =
        more
            ? spaces.unreached.stream()
                .filter(number -> spaces.order.compare(number, numbers.getLast()) < 0)
                .toList()
            : spaces.unreached;
    return new Page(numbers, more, LeftOutSpaces.count(handle, grant, passed));
  }

  /**
   * A page of numbers.
   *
   * @param numbers of the spaces on it, in the order of the walk
   * @param more whether there are spaces after it
   * @param leftOut how many spaces the page leaves out, if the token may know; see {@link
   *     LeftOutSpaces}
   */
  public record Page(List<Long> numbers, boolean more, OptionalInt leftOut) {
    public Page {
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
    List<String> branches = branches();
    NavigableSet<Long> seen = new TreeSet<>(order);
    int step =
        branches.size() > FEW_BRANCHES
            ? Math.min(limit, Math.max(LEAST_STEP, 2 * limit / branches.size()))
            : limit;
    Optional<Long> at = Optional.of(from);
    while (at.isPresent() && seen.size() < limit) {
      List<List<Long>> found = find(branches, at.get(), step);
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
  private List<List<Long>> find(List<String> branches, long from, int limit) {
    Query query =
        handle
            .createQuery(
                IntStream.range(0, branches.size())
                    .mapToObj(i ->
                        "SELECT number, %d AS branch FROM (%s) found".formatted(i, branches.get(i)))
                    .collect(Collectors.joining(" UNION ALL ")))
            .bind("owner_id", grant.owner().id())
            .bind("from", from)
            .bind("limit", limit);
    bindCaller(query);
    List<List<Long>> found = new ArrayList<>();
    branches.forEach(branch -> found.add(new ArrayList<>()));
    query.map((row, context) -> found.get(row.getInt(2)).add(row.getLong(1))).forEach(added -> {});
    return found;
  }

  private void bindCaller(Query query) {
    List<Long> teams = grant.teamIds();
    if (grant.administers()) {
      return;
    }
    query.bind("caller_id", grant.caller().id());
    if (teams.size() > MOST_TEAMS) {
      query.bindList("teams", teams);
    } else {
      IntStream.range(0, teams.size()).forEach(i -> query.bind("team" + i, teams.get(i)));
    }
  }

  /** Returns one branch for each way of seeing a space. A space may appear in several. */
  private List<String> branches() {
    if (grant.administers()) {
      return List.of(branch("space", ""));
    }
    List<String> branches = new ArrayList<>();
    branches.add(branch("space", " AND base_role <> 'no_access'"));
    if (grant.owner().isOrganization()) {
      branches.add(branch("space", " AND creator_id = :caller_id AND NOT creator_left"));
    }
    branches.add(branch("space_collaborator", " AND user_id = :caller_id"));
    if (grant.teamIds().size() > MOST_TEAMS) {
      branches.add(branch("space_collaborator", " AND team_id IN (<teams>)"));
    } else {
      IntStream.range(0, grant.teamIds().size())
          .mapToObj(i -> branch("space_collaborator", " AND team_id = :team" + i))
          .forEach(branches::add);
    }
    return branches;
  }

  private String branch(String table, String condition) {
    return "SELECT number FROM "
        + table
        + " WHERE owner_id = :owner_id"
        + condition
        + " AND number "
        + (ascending ? ">" : "<")
        + " :from"
        + orderBy();
  }

  private String orderBy() {
    return " ORDER BY number " + (ascending ? "ASC" : "DESC") + " LIMIT :limit";
  }
}
