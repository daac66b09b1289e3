// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** Tests that nobody is told, by whatever they ask, of what they may not see. */
@NullMarked
package dev.atrium.secrecy;

import org.jspecify.annotations.NullMarked;
