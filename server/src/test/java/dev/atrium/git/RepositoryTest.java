// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An empty repository for each test, in a folder of its own. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
abstract class RepositoryTest {
  /** A commit that no repository here has. */
  static final String ELSEWHERE = "0123456789012345678901234567890123456789";

  @TempDir Path folder;
  GitRepositories repositories;
  GitRepository repository;
  Fixture fixture;

  @BeforeEach
  void open() {
    repositories = new GitRepositories(folder);
    repository = repositories.open(1, "main");
    fixture = new Fixture(repository.use(jgit -> jgit));
  }

  @AfterEach
  void close() {
    repositories.close();
  }
}
