// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

/** A server that runs already, wherever: it is neither started nor stopped. */
record GivenTarget(String url, String adminToken) implements Target {
  GivenTarget {
    url = url.replaceFirst("/+$", "");
    if (adminToken.isEmpty()) {
      throw new IllegalArgumentException(
          "-Dconformance.url needs the token of a site admin there, as -Dconformance.token=…");
    }
  }

  @Override
  public boolean branch(long repositoryId, String name) {
    return false;
  }

  @Override
  public void close() {}
}
