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
final class ApiVersion {
  static final List<String> SUPPORTED = List.of("2022-11-28", "2026-03-10");
  static final String DEFAULT = SUPPORTED.getFirst();

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
