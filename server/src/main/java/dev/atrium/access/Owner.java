// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** An account that spaces and repositories belong to. */
public record Owner(long id, String login, boolean isOrganization) {}
