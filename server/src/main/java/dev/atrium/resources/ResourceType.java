// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The seven kinds of resource (behaviour §5). */
public enum ResourceType {
  REPOSITORY,
  GITHUB_FILE,
  FREE_TEXT,
  GITHUB_ISSUE,
  GITHUB_PULL_REQUEST,
  MEDIA_CONTENT,
  UPLOADED_TEXT_FILE;

  /** All types by their wire names. */
  static final List<String> ALL = Arrays.stream(values()).map(ResourceType::wire).toList();

  /**
   * The types that the operation on single resources can create. Uploads come only nested in a
   * space's body, or by the web page.
   */
  static final List<String> CREATABLE =
      Arrays.stream(values()).filter(type -> !type.isUpload()).map(ResourceType::wire).toList();

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ResourceType> of(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire().equals(wire)).findFirst();
  }

  boolean isUpload() {
    return this == MEDIA_CONTENT || this == UPLOADED_TEXT_FILE;
  }

  boolean namesRepository() {
    return this == REPOSITORY
        || this == GITHUB_FILE
        || this == GITHUB_ISSUE
        || this == GITHUB_PULL_REQUEST;
  }
}
