// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** What happens to shared spaces when people, teams and repositories under them change. */
@NullMarked
package dev.atrium.lifecycle;

import org.jspecify.annotations.NullMarked;
