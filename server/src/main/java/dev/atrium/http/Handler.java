// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/**
 * The code that answers one operation: it parses, calls the domain once, and renders the answer.
 */
@FunctionalInterface
public interface Handler {
  Response handle(Request request);
}
