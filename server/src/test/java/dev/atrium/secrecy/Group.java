// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.http.Route;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Callers from whom the same things are hidden.
 *
 * @param callers as {@link Callers} names them
 */
record Group(Set<Secret> hidden, List<String> callers) {
  /** A site admin with the scope for it: administers the directory, and has no role on spaces. */
  static final String ADMINISTRATOR = "administrator";

  /** No members of the organization, by tokens of every scope; or nobody at all. */
  static final Group OUTSIDERS =
      new Group(
          EnumSet.allOf(Secret.class),
          List.of(
              "outsider",
              "former-member",
              "former-collaborator",
              "site-admin",
              ADMINISTRATOR,
              "suspended",
              "anonymous"));

  /** Members without a role, by a token of every scope. */
  static final Group MEMBERS =
      new Group(
          EnumSet.complementOf(EnumSet.of(Secret.MIXED_SPACES, Secret.MEMBERS_THINGS)),
          List.of("member", "member-oauth"));

  /** Tokens of a member that were granted no private repository. */
  static final Group MEMBERS_TOKENS =
      new Group(
          EnumSet.complementOf(EnumSet.of(Secret.MEMBERS_THINGS)),
          List.of("member-fine-grained", "member-told", "member-selected", "member-app"));

  /** Tokens that see all of the organization but the repositories that were not selected. */
  static final Group OWNERS_TOKENS =
      new Group(
          EnumSet.of(
              Secret.REPOSITORIES,
              Secret.SOURCED_SPACES,
              Secret.MIXED_SPACES,
              Secret.USER_SPACES,
              Secret.DELETED),
          List.of("installation", "owner-fine-grained"));

  /** An app that may change whatever it reaches. */
  static final Group WRITING_APPS =
      new Group(OWNERS_TOKENS.hidden(), List.of("installation-writing"));

  Group {
    hidden = Set.copyOf(hidden);
    callers = List.copyOf(callers);
  }

  /**
   * Whether the caller is to ask for that: who administers the directory is no stranger there, and
   * who deletes the organization leaves nothing to ask for.
   */
  static boolean asks(String caller, Route route) {
    return !route.operation().equals("orgs/delete")
        && (!caller.equals(ADMINISTRATOR) || route.path().contains("copilot"));
  }
}
