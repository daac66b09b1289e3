// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

/** A branch and the commit that it stands at. */
public record Branch(String name, String commitSha) {}
