// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import java.util.List;

/**
 * The rows of one page, and how many rows the whole list has.
 *
 * @param total the rows of the whole list, or of the part that was counted
 * @param counted whether all were counted; the last page is unknown otherwise
 */
public record Paged<T>(List<T> rows, long total, boolean counted) {
  public Paged {
    rows = List.copyOf(rows);
  }

  public Paged(List<T> rows, long total) {
    this(rows, total, true);
  }

  /** Returns other rows, made from these, as the same page of the same list. */
  public <R> Paged<R> with(List<R> others) {
    return new Paged<>(others, total, counted);
  }
}
