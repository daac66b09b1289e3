// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

/**
 * What is limited, and how far (behaviour §9). Each server counts by itself.
 *
 * @param perToken requests an hour a token; 0 switches every limit off
 * @param perAddress requests an hour an address, of those without a token or with one that is
 *     refused
 * @param writesAMinute a token's, past which the secondary limit answers; 0 for none
 * @param attempts tokens refused to an address within five minutes, past which it is throttled; 0
 *     for no throttle
 * @param proxies whose word on the caller's address counts
 */
public record LimitSettings(
    int perToken, int perAddress, int writesAMinute, int attempts, Proxies proxies) {

  public static final int PER_TOKEN = 5000;
  public static final int PER_ADDRESS = 60;
  public static final int ATTEMPTS = 10;

  /** The defaults. */
  public static LimitSettings standard() {
    return new LimitSettings(PER_TOKEN, PER_ADDRESS, 0, ATTEMPTS, Proxies.none());
  }

  public LimitSettings perToken(int value) {
    return new LimitSettings(value, perAddress, writesAMinute, attempts, proxies);
  }
}
