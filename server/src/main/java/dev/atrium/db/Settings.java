// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The settings that all servers of one installation share. */
public final class Settings {
  private Settings() {}

  /**
   * Returns a secret of 32 bytes. The first call creates it; from then on it is the same on every
   * server.
   */
  public static byte[] secret(Database database, String name) {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    String stored =
        database.write(transaction -> {
          transaction
              .handle()
              .createUpdate(
                  "INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
              .bind("name", name)
              .bind("value", HexFormat.of().formatHex(fresh))
              .execute();
          return transaction
              .handle()
              .createQuery("SELECT value FROM setting WHERE name = :name")
              .bind("name", name)
              .mapTo(String.class)
              .one();
        });
    return HexFormat.of().parseHex(stored);
  }
}
