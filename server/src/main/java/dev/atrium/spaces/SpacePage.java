// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.resources.ResourceJson;
import java.util.Objects;
import java.util.stream.Collectors;

/** A space as a plain page, for whoever follows its {@code html_url} in a browser. */
final class SpacePage {
  private SpacePage() {}

  static String html(SpaceJson.Whole whole) {
    SpaceJson.Brief space = whole.space();
    String resources =
        whole.resourcesAttributes().stream().map(SpacePage::item).collect(Collectors.joining());
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>%1$s</title>
    <h1>%1$s</h1>
    <p>%2$s</p>
    <h2>Instructions</h2>
    <pre>%3$s</pre>
    <h2>Sources</h2>
    <ul>%4$s</ul>
    </html>
    """
        .formatted(
            escape(space.name()),
            escape(Objects.requireNonNullElse(space.description(), "")),
            escape(Objects.requireNonNullElse(space.generalInstructions(), "")),
            resources);
  }

  private static String item(ResourceJson resource) {
    return "<li>%s <code>%s</code></li>"
        .formatted(resource.resourceType(), escape(resource.metadata()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
