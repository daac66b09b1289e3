// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

/**
 * A passage that was found in a file.
 *
 * @param startLine the number of its first line, from 1
 * @param endLine the number of its last line
 */
public record Passage(int startLine, int endLine, double score) {}
