// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * What a model gets to read: the documents of a space, their search, and the text that is put
 * together of them. Everything is read as a caller may read it now.
 */
@NullMarked
package dev.atrium.context;

import org.jspecify.annotations.NullMarked;
