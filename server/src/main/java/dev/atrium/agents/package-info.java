// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** The coding agent: which repositories of an organization it may work on. */
@NullMarked
package dev.atrium.agents;

import org.jspecify.annotations.NullMarked;
