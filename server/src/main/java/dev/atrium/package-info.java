// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

/** The command line, the composition root and the route table. */
@NullMarked
package dev.atrium;

import org.jspecify.annotations.NullMarked;
