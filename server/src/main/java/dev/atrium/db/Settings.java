// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import dev.atrium.error.ApiException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The settings that all servers of one installation share. */
public final class Settings {
  private static final String TRIAL = "write_trial";
  private static final int TRIAL_SIZE = 32 * 1024;

  private Settings() {}

  /**
   * Returns a secret of 32 bytes. The first call creates it; from then on it is the same on every
   * server.
   */
  public static byte[] secret(Database database, String name) {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    return HexFormat.of().parseHex(settle(database, name, HexFormat.of().formatHex(fresh)));
  }

  /**
   * Stores a setting unless there is one of that name.
   *
   * @return the setting that is stored now
   */
  public static String settle(Database database, String name, String value) {
    return database.write(transaction -> {
      transaction
          .handle()
          .createUpdate(
              "INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
          .bind("name", name)
          .bind("value", value)
          .execute();
      return find(transaction.handle(), name).orElseThrow();
    });
  }

  /** Returns a setting, if there is one of that name. */
  public static Optional<String> find(Database database, String name) {
    return database.select(handle -> find(handle, name));
  }

  private static Optional<String> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT value FROM setting WHERE name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  /** Writes a little and removes it again, to see whether writes succeed. */
  static void tryWrites(Database database) {
    try {
      database.write(transaction ->
          transaction
              .handle()
              .createUpdate(
                  """
                  INSERT INTO setting (name, value) VALUES (:name, :value)
                  ON CONFLICT (name) DO UPDATE SET value = excluded.value
                  """)
              .bind("name", TRIAL)
              .bind("value", "0".repeat(TRIAL_SIZE))
              .execute());
      database.write(transaction ->
          transaction
              .handle()
              .createUpdate("DELETE FROM setting WHERE name = :name")
              .bind("name", TRIAL)
              .execute());
    } catch (ApiException e) {
      // They still fail, and the database has noted why.
    }
  }
}
