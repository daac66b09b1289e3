// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** Drives a server over HTTP by clients that others wrote; nothing of the server is imported. */
@NullMarked
package dev.atrium.conformance;

import org.jspecify.annotations.NullMarked;
