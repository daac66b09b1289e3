// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

@NullMarked
package dev.atrium.health;

import org.jspecify.annotations.NullMarked;
