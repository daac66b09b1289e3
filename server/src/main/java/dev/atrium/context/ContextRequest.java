// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import java.util.Optional;

/**
 * What is asked of an assembly.
 *
 * @param query what the text is for; without one, documents come in their order
 * @param budget the most tokens that the text may have
 */
public record ContextRequest(Optional<String> query, int budget, TokenCounter encoding) {
  public static final int LEAST = 1_000;
  public static final int MOST = 1_000_000;
  public static final int STANDARD = 20_000;
}
