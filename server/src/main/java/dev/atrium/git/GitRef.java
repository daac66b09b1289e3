// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

/**
 * A branch or a tag by its full name, and the object that it points to.
 *
 * @param type commit, tag, tree or blob
 */
public record GitRef(String name, String type, String sha) {}
