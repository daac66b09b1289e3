// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import org.jspecify.annotations.Nullable;

/**
 * A user, an organization, or a bot.
 *
 * @param description set for organizations only
 * @param defaultRepositoryPermission for organizations: none, read, write or admin
 * @param createdAt seconds since 1970
 */
public record Account(
    long id,
    Kind kind,
    String login,
    @Nullable String name,
    @Nullable String email,
    @Nullable String company,
    @Nullable String blog,
    @Nullable String location,
    @Nullable String description,
    @Nullable String twitterUsername,
    @Nullable String billingEmail,
    boolean siteAdmin,
    boolean suspended,
    String defaultRepositoryPermission,
    boolean membersCanCreateRepositories,
    long createdAt,
    long updatedAt) {

  /**
   * Id of the ghost, the account that a deleted user's work is shown under; the first migration
   * creates it.
   */
  public static final long GHOST = 1;

  /** The kinds of account, by their names in {@code type} and in the database. */
  public enum Kind {
    USER("User"),
    ORGANIZATION("Organization"),
    BOT("Bot");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    public String type() {
      return type;
    }

    static Kind of(String type) {
      for (Kind kind : values()) {
        if (kind.type.equals(type)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(type);
    }
  }

  public boolean isOrganization() {
    return kind == Kind.ORGANIZATION;
  }
}
