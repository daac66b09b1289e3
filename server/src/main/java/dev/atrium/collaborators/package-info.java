// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** Who a space is shared with: users and teams, each in a role. */
@NullMarked
package dev.atrium.collaborators;

import org.jspecify.annotations.NullMarked;
