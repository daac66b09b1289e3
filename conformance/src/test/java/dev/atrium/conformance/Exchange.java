// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import java.net.URI;

/**
 * A request that a client sent, and what came back.
 *
 * @param client who sent it
 * @param contentType of the answer; empty for none
 * @param body of the answer; empty for none
 */
record Exchange(
    String client, String method, URI url, int status, String contentType, String body) {

  @Override
  public String toString() {
    return "%s: %s %s answered %d".formatted(client, method, url, status);
  }
}
