// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * The audit log: every change, written in the transaction that makes it, and every refused access.
 * Features describe their changes; nothing here depends on a feature.
 */
@NullMarked
package dev.atrium.audit;

import org.jspecify.annotations.NullMarked;
