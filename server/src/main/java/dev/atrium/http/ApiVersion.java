// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.util.List;

/**
 * The supported versions of the API. A request's header names one; else the default applies
 * (behaviour §8).
 */
public final class ApiVersion {
  static final List<String> SUPPORTED = List.of("2022-11-28", "2026-03-10");
  static final String DEFAULT = SUPPORTED.getFirst();

  /**
   * The release of GitHub Enterprise Server whose directory operations ours are like. Clients
   * choose by it what they ask for.
   */
  public static final String ENTERPRISE_SERVER = "3.19.0";

  private ApiVersion() {}

  static String check(String version) {
    if (!SUPPORTED.contains(version)) {
      throw ApiException.of(
          ErrorCode.UNSUPPORTED_API_VERSION,
          "The X-GitHub-Api-Version is not supported. Supported versions are: "
              + String.join(", ", SUPPORTED)
              + ".");
    }
    return version;
  }
}
