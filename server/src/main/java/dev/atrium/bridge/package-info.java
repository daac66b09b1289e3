// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * The bridge between a client that starts a program and a server that speaks HTTP. It has none of
 * the server's classes, so that it starts fast.
 */
@NullMarked
package dev.atrium.bridge;

import org.jspecify.annotations.NullMarked;
