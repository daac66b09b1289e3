// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

/**
 * A comment on an issue or a pull request.
 *
 * @param createdAt seconds since 1970
 */
record Comment(long id, long issueId, long authorId, String body, long createdAt, long updatedAt) {}
