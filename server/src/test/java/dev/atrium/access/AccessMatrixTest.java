// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.Client;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Every operation, caller, kind of token and sort of space, against {@link MatrixTable}. */
@Order(1)
@EachDatabase
record AccessMatrixTest(Product product) {
  private static final int AT_LEAST = 5_000;

  @Test
  void everyCellIsAsTheTableSays() {
    try (TestServer server = TestServer.start(product)) {
      MatrixWorld world = new MatrixWorld(server).build();
      List<String> wrong = new ArrayList<>();
      List<MatrixCell> cells = MatrixCell.all();
      for (MatrixCell cell : cells) {
        int seen = cell.ask(world);
        if (seen != cell.expected()) {
          wrong.add(cell + ": " + seen + ", not " + cell.expected());
        }
      }
      int others = anonymousAndSuspended(world, wrong);
      System.out.printf("%s: %d cells%n", product, cells.size() + others);
      assertThat(wrong).isEmpty();
      assertThat(cells.size() + others).isGreaterThan(AT_LEAST);
    }
  }

  private static int anonymousAndSuspended(MatrixWorld world, List<String> wrong) {
    int cells = 0;
    for (MatrixTable.Operation operation : MatrixTable.operations) {
      for (String kind :
          operation.onOrganizationsOnly() ? List.of("org") : List.of("org", "user")) {
        for (String space : List.of("hidden", "reader", "sources")) {
          Client suspended = world.client("suspended", "full");
          if (world.send(suspended.anonymous(), operation, kind, space) != 401) {
            wrong.add(operation.name() + " without a token");
          }
          if (world.send(suspended, operation, kind, space) != 403) {
            wrong.add(operation.name() + " by a suspended user");
          }
          cells += 2;
        }
      }
    }
    return cells;
  }
}
