// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * Signing in to apps: OAuth's web flow with PKCE and its device flow, as GitHub has them, with the
 * pages on which a user says yes.
 */
@NullMarked
package dev.atrium.oauth;

import org.jspecify.annotations.NullMarked;
