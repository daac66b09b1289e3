// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.access;

/** The account that spaces and repositories belong to. */
public record Owner(long id, String login, boolean isOrganization) {}
