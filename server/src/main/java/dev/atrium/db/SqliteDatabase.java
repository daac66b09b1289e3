// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import dev.atrium.error.FileFaults;
import dev.atrium.health.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * SQLite in a file of the data folder. It uses a write-ahead log, so readers are never blocked.
 * Every commit is on disk before it is acknowledged, and the commits of concurrent writers are
 * grouped into one ({@link GroupCommit}). A lock file keeps a second process out.
 */
public final class SqliteDatabase implements Database {
  /**
   * As many connections as can be busy at once: reads mostly wait for nothing, and so hold their
   * processor.
   */
  private static final int READERS = Math.max(8, Runtime.getRuntime().availableProcessors());

  private final FileChannel lockFile;
  private final FileLock lock;
  private final Turns turns = new Turns(READERS);

  /** The open connections that nobody uses; the last one used is the first to be used again. */
  private final Deque<Handle> readers = new ConcurrentLinkedDeque<>();

  private final SQLiteDataSource readOnly;
  private final GroupCommit writer;
  private final Units units = new Units();
  private final Fault writes =
      new Fault("Writes to the database fail", "Writes to the database succeed again");
  private final MemoryVersions versions = new MemoryVersions();

  private SqliteDatabase(
      FileChannel lockFile, FileLock lock, SQLiteDataSource writing, SQLiteDataSource readOnly) {
    this.lockFile = lockFile;
    this.lock = lock;
    this.readOnly = readOnly;
    this.writer = new GroupCommit(KeptStatements.open(writing), versions, units.subscribers());
  }

  /**
   * Opens {@code atrium.db} in the folder, or creates it.
   *
   * @param synchronous whether commits wait for the disk; {@code false} only for measurements
   * @throws DatabaseException if another process uses the folder, or it cannot be used
   */
  public static SqliteDatabase open(Path folder, boolean synchronous) {
    FileChannel lockFile = null;
    try {
      Files.createDirectories(folder);
      lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw taken(folder);
      }
      Path file = folder.resolve("atrium.db");
      makePrivate(file);
      Schema.migrate(source(file, synchronous, false), Dialect.SQLITE);
      return new SqliteDatabase(
          lockFile, lock, source(file, synchronous, false), source(file, synchronous, true));
    } catch (IOException | RuntimeException e) {
      closeQuietly(lockFile);
      if (e instanceof OverlappingFileLockException) {
        throw taken(folder);
      }
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new DatabaseException(
          "The data folder %s cannot be used: %s".formatted(folder, FileFaults.reason(e)), e);
    }
  }

  /**
   * Creates the database file for its owner only. SQLite gives the files beside it the same
   * permissions.
   */
  private static void makePrivate(Path file) throws IOException {
    if (Files.notExists(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  /** Loads SQLite and JDBI before they are needed. */
  public static void load() {
    try (Handle handle = Jdbi.create(source(Path.of(":memory:"), true, false)).open()) {
      handle.createQuery("SELECT 1").mapTo(Integer.class).one();
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    Function<Handle, T> unit = units.read(work);
    // One transaction, so that several statements see one snapshot.
    return withReader(handle -> handle.inTransaction(unit::apply));
  }

  @Override
  public <T> T select(Function<Handle, T> statement) {
    return withReader(units.select(statement));
  }

  private <T> T withReader(Function<Handle, T> work) {
    return turns.take(() -> {
      Handle free = readers.poll();
      Handle handle = free == null ? KeptStatements.open(readOnly) : free;
      try {
        return work.apply(handle);
      } finally {
        readers.push(handle);
      }
    });
  }

  @Override
  public <T> T write(Function<Transaction, T> work) {
    T result;
    try {
      result = writer.submit(units.write(work));
    } catch (RuntimeException e) {
      throw refusal(e);
    }
    writes.works();
    return result;
  }

  /** Returns 503 for what is the disk's fault, and the failure itself for all else. */
  private RuntimeException refusal(RuntimeException e) {
    Optional<String> refused = SqliteErrors.refusedWrites(e);
    if (refused.isEmpty()) {
      return e;
    }
    writes.failed(refused.get(), SqliteErrors.message(e));
    return ApiException.of(
        ErrorCode.UNAVAILABLE, writes.reason().orElseThrow() + " Nothing was changed.");
  }

  @Override
  public Optional<String> fault() {
    return takesWrites() ? writes.reason() : Optional.of("The database takes no writes.");
  }

  @Override
  public void retry() {
    if (writes.isThere()) {
      Settings.tryWrites(this);
    }
  }

  @Override
  public Versions versions() {
    return versions;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    units.subscribe(subscriber);
  }

  @Override
  public ChangeFeed changes() {
    return new ChangeFeed(this, Dialect.SQLITE);
  }

  @Override
  public void watch(@Nullable Watch watch) {
    units.watch(watch);
  }

  @Override
  public boolean takesWrites() {
    return writer.isAlive();
  }

  @Override
  public String product() {
    try (Connection connection = readOnly.getConnection()) {
      return "SQLite " + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new DatabaseException("SQLite does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    // The writer is last: SQLite moves the write-ahead log into the database when its last
    // connection closes, unless that one only reads. A copy of the file alone is then complete.
    for (Handle handle = readers.poll(); handle != null; handle = readers.poll()) {
      handle.close();
    }
    writer.close();
    try {
      lock.release();
    } catch (IOException e) {
      throw new DatabaseException(
          "The data folder's lock cannot be released: " + e.getMessage(), e);
    } finally {
      closeQuietly(lockFile);
    }
  }

  private static SQLiteDataSource source(Path file, boolean synchronous, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        synchronous ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(10_000);
    config.setTransactionMode(
        readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setGetGeneratedKeys(false); // Else queried after each INSERT; we use RETURNING.
    config.setJournalSizeLimit(64 * 1024 * 1024);
    if (readOnly) {
      config.setReadOnly(true);
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static DatabaseException taken(Path folder) {
    return new DatabaseException(
        "The data folder %s is in use by another Atrium. Stop that one, or name another folder with --data."
            .formatted(folder));
  }

  private static void closeQuietly(java.io.@Nullable Closeable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (IOException e) {
      // The descriptor is closed either way, and the lock with it.
    }
  }
}
