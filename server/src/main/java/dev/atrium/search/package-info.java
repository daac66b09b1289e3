// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * Full-text indexes of files, passages and commits, and their ranking. Numbers go in, numbers come
 * out: this package knows neither callers nor rights, and decides nothing.
 */
@NullMarked
package dev.atrium.search;

import org.jspecify.annotations.NullMarked;
