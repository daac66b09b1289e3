// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** The collaborators of spaces: users and teams, each with a role. */
@NullMarked
package dev.atrium.collaborators;

import org.jspecify.annotations.NullMarked;
