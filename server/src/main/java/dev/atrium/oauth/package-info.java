// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * Sign-in to apps: OAuth's web flow with PKCE and its device flow, as on GitHub, with the pages on
 * which users give consent.
 */
@NullMarked
package dev.atrium.oauth;

import org.jspecify.annotations.NullMarked;
