// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** Tests of what models get to read. */
@NullMarked
package dev.atrium.context;

import org.jspecify.annotations.NullMarked;
