// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * GitHub Apps and OAuth apps: registering them, the keys by which an app proves who it is, where it
 * is installed, and the tokens of its installations.
 */
@NullMarked
package dev.atrium.apps;

import org.jspecify.annotations.NullMarked;
