// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** Tests of the audit log. */
@NullMarked
package dev.atrium.audit;

import org.jspecify.annotations.NullMarked;
