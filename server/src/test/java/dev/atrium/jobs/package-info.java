// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
/** Tests of jobs and schedules. */
@NullMarked
package dev.atrium.jobs;

import org.jspecify.annotations.NullMarked;
