// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/** The rate limit that a request counts against (behaviour §9). */
public enum Limit {
  /** The hourly limit of the token, or of the address if there is no token. */
  REQUESTS,
  /**
   * The hourly limit of sign-ins from one address; it is higher, since device-flow clients poll
   * every few seconds.
   */
  SIGN_IN,
  /** No limit. */
  NONE
}
