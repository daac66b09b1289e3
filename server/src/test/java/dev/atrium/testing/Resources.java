// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import static dev.atrium.testing.Bodies.json;
import static dev.atrium.testing.Bodies.object;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of the resources of spaces, and of what changes them. */
public final class Resources {
  private Resources() {}

  /** A resource of that type. */
  public static Map<String, @Nullable Object> resource(String type, @Nullable Object... metadata) {
    return object("resource_type", type, "metadata", object(metadata));
  }

  /** A note. */
  public static Map<String, @Nullable Object> note(String name, String text) {
    return resource("free_text", "name", name, "text", text);
  }

  /** A whole repository. */
  public static Map<String, @Nullable Object> wholeRepository(long id) {
    return resource("repository", "repository_id", id);
  }

  /** A file of a repository; with a {@code ref} or {@code sha} where more says so. */
  public static Map<String, @Nullable Object> file(long repository, String path, Object... more) {
    Map<String, ?> metadata = object("repository_id", repository, "file_path", path);
    return object("resource_type", "github_file", "metadata", object(metadata, more));
  }

  /** Other metadata for a resource of a space. */
  public static Map<String, @Nullable Object> changed(long id, @Nullable Object... metadata) {
    return object("id", id, "metadata", object(metadata));
  }

  /** The end of a resource of a space. */
  public static Map<String, @Nullable Object> destroyed(long id) {
    return object("id", id, "_destroy", true);
  }

  /** The body that changes resources of a space, one after the other. */
  public static String attributes(Object... elements) {
    return json("resources_attributes", elements);
  }
}
