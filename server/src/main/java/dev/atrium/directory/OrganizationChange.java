// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.http.Fields;
import dev.atrium.http.PatchField;
import java.util.List;

/** The patch fields of an organization; all others that GitHub lists are ignored. */
record OrganizationChange(
    PatchField<String> name,
    PatchField<String> email,
    PatchField<String> company,
    PatchField<String> blog,
    PatchField<String> location,
    PatchField<String> description,
    PatchField<String> twitterUsername,
    PatchField<String> billingEmail,
    PatchField<String> defaultRepositoryPermission,
    PatchField<Boolean> membersCanCreateRepositories) {
  private static final int LONGEST = 255;
  private static final int LONGEST_DESCRIPTION = 1024;

  static OrganizationChange of(Fields fields) {
    OrganizationChange change =
        new OrganizationChange(
            fields.text("name", LONGEST),
            fields.text("email", LONGEST),
            fields.text("company", LONGEST),
            fields.text("blog", LONGEST),
            fields.text("location", LONGEST),
            fields.text("description", LONGEST_DESCRIPTION),
            fields.text("twitter_username", LONGEST),
            fields.text("billing_email", LONGEST),
            fields.oneOf(
                "default_repository_permission", List.of("read", "write", "admin", "none")),
            fields.bool("members_can_create_repositories"));
    fields.check();
    return change;
  }

  /** Returns the organization with the change applied. */
  Account applyTo(Account was, long now) {
    return new Account(
        was.id(),
        was.kind(),
        was.login(),
        name.orKeep(was.name()),
        email.orKeep(was.email()),
        company.orKeep(was.company()),
        blog.orKeep(was.blog()),
        location.orKeep(was.location()),
        description.orKeep(was.description()),
        twitterUsername.orKeep(was.twitterUsername()),
        billingEmail.orKeep(was.billingEmail()),
        was.siteAdmin(),
        was.suspended(),
        defaultRepositoryPermission.or(was.defaultRepositoryPermission()),
        membersCanCreateRepositories.or(was.membersCanCreateRepositories()),
        was.createdAt(),
        now);
  }
}
