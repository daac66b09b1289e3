// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.error.ReferenceGone;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import org.junit.jupiter.api.Test;

/** Failures that are told apart, on both databases. */
@EachDatabase
record SqlFailureTest(Product product) {
  @Test
  void aWriteThatRefersToNothing_saysSo() {
    try (Database database = product.open()) {
      assertThatThrownBy(() ->
              database.write(transaction ->
                  transaction
                      .handle()
                      .execute(
                          "INSERT INTO membership (org_id, user_id, role) VALUES (7, 8, 'admin')")))
          .isInstanceOf(ReferenceGone.class);
    }
  }

  @Test
  void anotherFault_isNotTakenForIt() {
    try (Database database = product.open()) {
      assertThatThrownBy(() ->
              database.write(transaction ->
                  transaction.handle().execute("INSERT INTO setting (name) VALUES (NULL)")))
          .isNotInstanceOf(ReferenceGone.class);
    }
  }
}
