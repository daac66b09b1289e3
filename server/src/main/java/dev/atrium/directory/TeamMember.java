// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

/**
 * A person in a team.
 *
 * @param maintainer whether they administer it; the organization's owners always do
 * @param inherited whether they are only in a team below it
 */
record TeamMember(Account user, boolean maintainer, boolean inherited) {
  static final String MAINTAINER = "maintainer";
  static final String MEMBER = "member";

  String role() {
    return maintainer ? MAINTAINER : MEMBER;
  }
}
