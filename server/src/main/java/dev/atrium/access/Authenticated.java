// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

import dev.atrium.db.Versions.Stamp;

/**
 * A caller with the versions under which their token was found valid. Decisions of the same request
 * may use the same versions.
 *
 * @param subject what the version in the stamp belongs to
 */
public record Authenticated(Caller caller, Stamp stamp, PathSubject subject) {}
