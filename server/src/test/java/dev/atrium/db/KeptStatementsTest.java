// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** That a statement used again is as good as a new one. */
@SuppressWarnings("NullAway.Init") // JUnit sets them before each test.
class KeptStatementsTest {
  private static final String INSERT = "INSERT INTO thing (id, name) VALUES (:id, :name)";
  private static final String ALL = "SELECT id FROM thing ORDER BY id";

  @TempDir Path folder;
  private Handle handle;
  private Handle other;

  @BeforeEach
  void open() {
    handle = connect();
    handle.execute("PRAGMA journal_mode = WAL");
    handle.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)");
    other = connect();
  }

  private Handle connect() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("things.db"));
    return KeptStatements.open(source);
  }

  @AfterEach
  void close() {
    handle.close();
    other.close();
  }

  private void insert(long id) {
    handle.createUpdate(INSERT).bind("id", id).bind("name", "n" + id).execute();
  }

  private static List<Long> all(Handle by) {
    return by.inTransaction(reading -> reading.createQuery(ALL).mapTo(Long.class).list());
  }

  private PreparedStatement used(String sql) {
    List<PreparedStatement> seen = new ArrayList<>();
    StatementCustomizer look =
        new StatementCustomizer() {
          @Override
          public void beforeExecution(PreparedStatement statement, StatementContext context) {
            seen.add(statement);
          }
        };
    handle.createQuery(sql).bind("id", 1).addCustomizer(look).mapTo(Long.class).list();
    return seen.getFirst();
  }

  @Test
  void again_withOtherValues_doesWhatTheySay() {
    String byId = "SELECT id FROM thing WHERE id = :id";
    assertThat(used(byId)).isSameAs(used(byId));
    insert(1);
    insert(2);
    assertThat(all(handle)).containsExactly(1L, 2L);
    handle.createUpdate(INSERT).bind("id", 3).bindNull("name", java.sql.Types.VARCHAR).execute();
    assertThat(handle.select("SELECT name FROM thing ORDER BY id").mapTo(String.class).list())
        .containsExactly("n1", "n2", null);
  }

  @Test
  void again_afterAConstraintFailed_works() {
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(UnableToExecuteStatementException.class);
    insert(2);
    assertThat(all(handle)).containsExactly(1L, 2L);
  }

  @Test
  void readInPart_endsWithItsTransaction_andSeesWhatIsNewThen() {
    insert(1);
    insert(2);
    Long first =
        other
            .inTransaction(reading -> reading.createQuery(ALL).mapTo(Long.class).findFirst())
            .orElseThrow();
    assertThat(first).isEqualTo(1);
    insert(3);
    assertThat(all(other)).containsExactly(1L, 2L, 3L);
    // Nobody reads an old state: the log can be cut off.
    assertThat(handle.select("PRAGMA wal_checkpoint(TRUNCATE)").mapTo(Integer.class).one())
        .isZero();
  }

  @Test
  void theSameText_insideItself_isTwoStatements() {
    insert(1);
    insert(2);
    List<List<Long>> nested = handle.createQuery(ALL).map((row, context) -> all(handle)).list();
    assertThat(nested).containsExactly(List.of(1L, 2L), List.of(1L, 2L));
  }

  @Test
  void manyTexts_areForgotten_theLongestUnusedFirst() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(handle.select("SELECT " + i).mapTo(Integer.class).one()).isEqualTo(i);
    }
  }

  @Test
  void aColumnAddedMeanwhile_isSeen() {
    insert(1);
    assertThat(other.select("SELECT * FROM thing").mapToMap().one()).hasSize(2);
    handle.execute("ALTER TABLE thing ADD COLUMN more TEXT");
    assertThat(other.select("SELECT * FROM thing").mapToMap().one()).containsKey("name");
  }
}
