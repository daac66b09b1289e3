// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * GitHub Apps and OAuth apps: their registration, the keys that authenticate them, their
 * installations, and the tokens of the installations.
 */
@NullMarked
package dev.atrium.apps;

import org.jspecify.annotations.NullMarked;
