// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What {@link Database#read} promises, on both databases. */
@EachDatabase
record ReadsTest(Product product) {
  @Test
  void severalStatementsSeeOneStateWhateverIsWrittenMeanwhile() {
    try (Database database = product.open()) {
      long before =
          database.read(handle -> {
            long first = version(handle);
            database.write(transaction -> {
              transaction.changed(new Change.Directory());
              return true;
            });
            assertThat(version(handle)).isEqualTo(first);
            return first;
          });
      assertThat(database.read(ReadsTest::version)).isEqualTo(before + 1);
    }
  }

  @Test
  void nothingCanBeWrittenInOne() {
    try (Database database = product.open()) {
      assertThatThrownBy(() ->
              database.read(
                  handle -> handle.execute("UPDATE directory_version SET version = version + 1")))
          .hasMessageMatching("(?is).*read-?only.*");
      assertThat(database.read(ReadsTest::version)).isEqualTo(database.read(ReadsTest::version));
    }
  }

  @Test
  void oneStatement_needsNoTransaction_andAllowsNoSecond() {
    try (Database database = product.open()) {
      long version = database.select(ReadsTest::version);
      assertThat(version).isEqualTo(database.read(ReadsTest::version));
      assertThatThrownBy(() -> database.select(handle -> List.of(version(handle), version(handle))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("A second statement needs Database.read");
      List<Long> both = database.read(handle -> List.of(version(handle), version(handle)));
      assertThat(both).containsExactly(version, version);
    }
  }

  @Test
  void oneStatement_thatWrites_isRefused() {
    try (Database database = product.open()) {
      assertThatThrownBy(() ->
              database.select(
                  handle -> handle.execute("UPDATE directory_version SET version = version + 1")))
          .hasMessageMatching("(?is).*read-?only.*");
    }
  }

  private static long version(Handle handle) {
    return handle.createQuery("SELECT version FROM directory_version").mapTo(Long.class).one();
  }
}
