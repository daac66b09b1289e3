// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

/**
 * A passage of a text: whole lines.
 *
 * @param startLine the number of its first line, from 1
 * @param endLine the number of its last line
 * @param text its lines, with the line ends between them
 */
public record Chunk(int startLine, int endLine, String text) {}
