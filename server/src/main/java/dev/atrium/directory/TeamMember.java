// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

/**
 * Somebody in a team.
 *
 * @param maintainer whether they administer it; owners of the organization always count as such
 * @param inherited whether they are only in a team below it
 */
record TeamMember(Account user, boolean maintainer, boolean inherited) {
  static final String MAINTAINER = "maintainer";
  static final String MEMBER = "member";

  String role() {
    return maintainer ? MAINTAINER : MEMBER;
  }
}
