// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

/**
 * What may fail for a while and for everybody alike, and how the log and the health check say so.
 */
@NullMarked
package dev.atrium.health;

import org.jspecify.annotations.NullMarked;
