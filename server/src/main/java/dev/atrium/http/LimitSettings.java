// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/**
 * The configured rate limits (behaviour §9). Each server counts by itself.
 *
 * @param perToken requests per hour and token; 0 switches every limit off
 * @param perAddress requests per hour and address, counting those without a token or with a refused
 *     one
 * @param writesAMinute writes per minute and token before the secondary limit applies; 0 for no
 *     limit
 * @param attempts refused tokens per address within five minutes before it is throttled; 0 for no
 *     throttle
 * @param proxies the proxies that are trusted to name the caller's address
 */
public record LimitSettings(
    int perToken, int perAddress, int writesAMinute, int attempts, Proxies proxies) {

  public static final int PER_TOKEN = 5000;
  public static final int PER_ADDRESS = 60;
  public static final int ATTEMPTS = 10;

  /** Returns the defaults. */
  public static LimitSettings standard() {
    return new LimitSettings(PER_TOKEN, PER_ADDRESS, 0, ATTEMPTS, Proxies.none());
  }

  public LimitSettings perToken(int value) {
    return new LimitSettings(value, perAddress, writesAMinute, attempts, proxies);
  }
}
