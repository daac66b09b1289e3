// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

/**
 * An annotated tag, which is an object of its own.
 *
 * @param tagger nameless for an old tag that does not say who made it
 * @param message without the line end that git writes after it
 * @param targetType the type of the tagged object: commit, tag, tree or blob
 */
public record GitTag(
    String sha, String name, GitUser tagger, String message, String targetSha, String targetType) {}
