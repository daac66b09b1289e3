// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

/**
 * A job that was taken.
 *
 * @param takenBy names this taking, and no other of the same job
 */
record Claimed(String kind, String key, String takenBy, int attempts, String input) {}
