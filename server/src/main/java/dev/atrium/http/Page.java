// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A numbered page, as {@code page} and {@code per_page} request it. Stores read one row more than
 * the page holds, which shows whether there is a next page. Only then are the rows counted.
 *
 * @param number the page's number, counted from 1
 * @param size the rows of a page: with most lists 1 to 100, by default 30
 */
public record Page(int number, int size) {
  private static final int DEFAULT = 30;
  private static final int MOST = 100;

  public static Page of(Request request) {
    return new Page(number(request), size(request));
  }

  /** Returns a page of up to so many rows, which it has unless fewer are requested. */
  public static Page ofUpTo(int most, Request request) {
    return new Page(number(request), (int) Math.min(between(request, "per_page", most), most));
  }

  private static int number(Request request) {
    return (int) Math.min(between(request, "page", 1), 10_000_000);
  }

  /**
   * Returns {@code per_page}: at most 100, and the default if it is absent or no positive number,
   * as GitHub does.
   */
  public static int size(Request request) {
    return (int) Math.min(between(request, "per_page", DEFAULT), MOST);
  }

  private static long between(Request request, String name, long absent) {
    return request.query(name).flatMap(Texts::integer).filter(number -> number > 0).orElse(absent);
  }

  /** Returns how many rows to skip. */
  public long offset() {
    return (long) (number - 1) * size;
  }

  /** Returns how many rows to read: one more than the page holds. */
  public int limit() {
    return size + 1;
  }

  /** Removes the extra row that shows whether there is a next page. */
  public <T> List<T> cut(List<T> rows) {
    return rows.size() > size ? rows.subList(0, size) : rows;
  }

  /** Takes a page out of a complete list. */
  public <T> Paged<T> slice(List<T> all) {
    int from = (int) Math.min(offset(), all.size());
    return new Paged<>(all.subList(from, Math.min(from + size, all.size())), all.size());
  }

  /**
   * Returns the page that was read.
   *
   * @param rows the rows that were read, including the extra one
   * @param count counts the rows of the whole list; asked only if the page does not end the list
   */
  public <T> Paged<T> read(List<T> rows, LongSupplier count) {
    boolean ends = rows.size() <= size && (number == 1 || !rows.isEmpty());
    return new Paged<>(cut(rows), ends ? offset() + rows.size() : count.getAsLong());
  }

  /** Answers a page with its Link header. */
  public Response answer(Request request, Urls urls, Paged<?> page, Object body) {
    Response response = Response.ok(body);
    long last = Math.max(1, Math.ceilDiv(page.total(), size));
    List<String> links = new ArrayList<>();
    if (number > 1) {
      links.add(link(request, urls, Math.min(number - 1, last), "prev"));
    }
    if (number < last) {
      links.add(link(request, urls, number + 1L, "next"));
    }
    if (number != last && page.counted()) {
      links.add(link(request, urls, last, "last"));
    }
    if (number > 1) {
      links.add(link(request, urls, 1, "first"));
    }
    return links.isEmpty() ? response : response.with("Link", String.join(", ", links));
  }

  private String link(Request request, Urls urls, long page, String rel) {
    StringJoiner query = new StringJoiner("&", "?", "");
    request.otherQuery("page", "per_page").forEach(query::add);
    query.add("per_page=" + size).add("page=" + page);
    return "<" + urls.api(request.path()) + query + ">; rel=\"" + rel + "\"";
  }

  /** Answers a page with its Link header, rendering each of its rows. */
  public <T> Response answer(Request request, Urls urls, Paged<T> page, Function<T, ?> wire) {
    return answer(request, urls, page, page.rows().stream().map(wire).toList());
  }
}
