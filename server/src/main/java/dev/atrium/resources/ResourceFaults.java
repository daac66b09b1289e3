// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import dev.atrium.error.FieldError;

/** What can be wrong with a resource that a body names, besides its own fields. */
final class ResourceFaults {
  private ResourceFaults() {}

  /** An unreadable repository is told exactly as an unknown one. */
  static FieldError unknownRepository() {
    return FieldError.missing(
        Metadata.RESOURCE,
        "repository_id",
        "repository_id does not name a repository that you can read");
  }

  /** The id of a resource that the caller may not see is told exactly as an unknown one. */
  static FieldError unknown(long id) {
    return FieldError.missing(Metadata.RESOURCE, "id", "The space has no resource " + id);
  }

  static FieldError sameFile() {
    return FieldError.alreadyExists(
        Metadata.RESOURCE, "metadata", "The space has this file already");
  }

  static FieldError tooMany(int most) {
    return FieldError.unprocessable(
        "CopilotSpace", "resources_attributes", "A space has at most " + most + " resources");
  }

  static FieldError tooLarge() {
    return FieldError.unprocessable(
        Metadata.RESOURCE,
        "metadata",
        "The texts of a space have at most " + Resources.MOST_TEXT + " characters together");
  }
}
