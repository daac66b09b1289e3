// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** The settings of the coding agent: the repositories of an organization on which it may work. */
@NullMarked
package dev.atrium.agents;

import org.jspecify.annotations.NullMarked;
