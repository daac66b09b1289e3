// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.RepositoryRole;
import dev.atrium.directory.Account;

/** A user with their role on a repository. */
record Collaborator(Account user, RepositoryRole role) {}
