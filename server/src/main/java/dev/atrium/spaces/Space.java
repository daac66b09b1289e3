// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * A Copilot Space.
 *
 * @param number counted per owner and never reused
 * @param createdAt seconds since 1970
 */
record Space(
    long id,
    long ownerId,
    long number,
    String name,
    @Nullable String description,
    @Nullable String generalInstructions,
    Role baseRole,
    long creatorId,
    long createdAt,
    long updatedAt) {}
