// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import dev.atrium.error.FieldError;

/** The faults that a resource in a body can have beyond the form of its fields. */
final class ResourceFaults {
  private ResourceFaults() {}

  /**
   * Returns the fault for a repository that the caller cannot read. It does not reveal whether the
   * repository exists.
   */
  static FieldError unknownRepository() {
    return FieldError.missing(
        Metadata.RESOURCE,
        "repository_id",
        "repository_id does not name a repository that you can read");
  }

  /**
   * Returns the fault for a resource that does not exist or that the caller may not see. It does
   * not reveal which.
   */
  static FieldError unknown(long id) {
    return FieldError.missing(Metadata.RESOURCE, "id", "The space has no resource " + id);
  }

  static FieldError namedTwice(long id) {
    return FieldError.invalid(
        Metadata.RESOURCE, "id", "The resource " + id + " is named by an element before this one");
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
