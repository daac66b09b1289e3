// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.db.Database;
import dev.atrium.git.GitRepositories;
import dev.atrium.testing.EachDatabase;
import dev.atrium.testing.Product;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@EachDatabase
@SuppressWarnings("NullAway.Init")
class RepositorySweepTest {
  @Parameter Product product;
  private Database database;
  private Path folder;
  private GitRepositories git;

  @BeforeEach
  void open() {
    database = product.open();
    folder = Product.temporaryFolder();
    git = new GitRepositories(folder);
  }

  @AfterEach
  void close() {
    git.close();
    database.close();
  }

  private long insert() {
    NewRepository wanted = new NewRepository("kept", null, null, false, null, false);
    return database.write(
        transaction -> RepositoryStore.insert(transaction.handle(), 1, wanted, 0).orElseThrow());
  }

  @Test
  void run_setsAsideWhatHasNoRow_andKeepsTheRest() {
    long kept = insert();
    git.open(kept, "main");
    git.open(kept + 7, "main");
    new RepositorySweep(database, git).run();
    assertThat(git.ids()).containsExactly(kept);
    assertThat(git.aside())
        .singleElement()
        .satisfies(path -> assertThat(path).hasFileName((kept + 7) + ".git").isNotEmptyDirectory());
  }

  @Test
  void run_onADatabaseThatKnowsNoneOfThem_setsThemAside() {
    git.open(4, "main");
    new RepositorySweep(database, git).run();
    assertThat(git.ids()).isEmpty();
    assertThat(git.aside()).hasSize(1);
  }
}
