// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/** Answers one operation: parse, one call of the domain, one answer. */
@FunctionalInterface
public interface Handler {
  Response handle(Request request);
}
