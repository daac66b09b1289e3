// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * A numbered page, as {@code page} and {@code per_page} request it. Stores read one row more than
 * the page holds, which shows whether there is a next page.
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
   * Returns {@code per_page}: at most 100, and the default if it is absent or 0, as GitHub does.
   */
  public static int size(Request request) {
    return (int) Math.min(between(request, "per_page", DEFAULT), MOST);
  }

  private static long between(Request request, String name, long absent) {
    return request
        .query(name)
        .map(text ->
            Texts.integer(text)
                .orElseThrow(() ->
                    ApiException.invalid(
                        FieldError.invalid("Page", name, name + " must be a positive integer"))))
        .filter(number -> number > 0)
        .orElse(absent);
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

  /** Takes a page, with the extra row, out of a complete list. */
  public <T> List<T> slice(List<T> all) {
    int from = (int) Math.min(offset(), all.size());
    return all.subList(from, Math.min(from + limit(), all.size()));
  }

  /**
   * Answers a list with its Link header.
   *
   * @param rows the rows that were read, including the extra one
   */
  public Response answer(Request request, Urls urls, List<?> rows, Object body) {
    Response response = Response.ok(body);
    List<String> links = new ArrayList<>();
    if (number > 1) {
      links.add(link(request, urls, number - 1, "prev"));
    }
    if (rows.size() > size) {
      links.add(link(request, urls, number + 1, "next"));
    }
    if (number > 1) {
      links.add(link(request, urls, 1, "first"));
    }
    return links.isEmpty() ? response : response.with("Link", String.join(", ", links));
  }

  private String link(Request request, Urls urls, int page, String rel) {
    StringJoiner query = new StringJoiner("&", "?", "");
    request.otherQuery("page", "per_page").forEach(query::add);
    query.add("per_page=" + size).add("page=" + page);
    return "<" + urls.api(request.path()) + query + ">; rel=\"" + rel + "\"";
  }

  /**
   * Answers a page of rows with its Link header, rendering each row that the page holds.
   *
   * @param rows the rows that were read, including the extra one
   */
  public <T> Response answer(Request request, Urls urls, List<T> rows, Function<T, ?> wire) {
    return answer(request, urls, rows, cut(rows).stream().map(wire).toList());
  }
}
