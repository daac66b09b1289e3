// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * Work beside the requests: durable jobs, which are rows of a table and outlive the process, and
 * the schedule of what concerns one process alone. Features say what to do; nothing here knows a
 * feature.
 */
@NullMarked
package dev.atrium.jobs;

import org.jspecify.annotations.NullMarked;
