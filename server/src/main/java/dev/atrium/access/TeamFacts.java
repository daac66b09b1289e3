// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/**
 * The facts of a team that decisions look at.
 *
 * @param secret whether only its members and the owners of the organization see it
 */
public record TeamFacts(long id, long organizationId, String slug, boolean secret) {}
