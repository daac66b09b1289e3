// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

/** A branch and the commit it points to. */
public record Branch(String name, String commitSha) {}
