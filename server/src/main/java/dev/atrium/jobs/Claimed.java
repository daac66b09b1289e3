// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

/**
 * A job that a runner took under a lease.
 *
 * @param takenBy identifies this claim; another claim of the same job has another value
 */
record Claimed(String kind, String key, String takenBy, int attempts, String input) {}
