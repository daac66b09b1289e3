// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * The audit log: every change, in the transaction that makes it, and every refused access. Features
 * say what they change; nothing here knows a feature.
 */
@NullMarked
package dev.atrium.audit;

import org.jspecify.annotations.NullMarked;
