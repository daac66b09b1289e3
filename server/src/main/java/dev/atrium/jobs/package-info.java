// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/**
 * Background work: durable jobs, which are rows of a table and outlive the process, and the
 * periodic tasks of one process. Features supply the work; this package knows no feature.
 */
@NullMarked
package dev.atrium.jobs;

import org.jspecify.annotations.NullMarked;
