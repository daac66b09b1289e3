// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Every setting. The command line and the environment fill it; each option's help names its
 * variable and default.
 *
 * @param port 0 for a free one
 * @param data the folder of the embedded database and of the repositories
 * @param database a JDBC URL of PostgreSQL; without one the embedded SQLite is used
 * @param publicUrl where clients reach the server, for URLs in bodies; without one it is made of
 *     bind and port
 * @param adminToken the token of the site admin {@code admin}
 * @param rateLimit requests an hour a token; 0 switches every limit off
 * @param maxResources the most that a space may have
 * @param synchronous whether the embedded database waits for the disk at a commit; off only for
 *     measurements
 */
public record Config(
    int port,
    String bind,
    Path data,
    Optional<String> database,
    Optional<String> publicUrl,
    Optional<String> adminToken,
    int rateLimit,
    int maxResources,
    boolean synchronous) {

  public static final int DEFAULT_PORT = 8080;
  public static final int DEFAULT_RATE_LIMIT = 5000;
  public static final int DEFAULT_MAX_RESOURCES = 500;

  /** The defaults, on a free port. */
  public static Config of(Path data) {
    return new Config(
        0,
        "127.0.0.1",
        data,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_RATE_LIMIT,
        DEFAULT_MAX_RESOURCES,
        true);
  }
}
