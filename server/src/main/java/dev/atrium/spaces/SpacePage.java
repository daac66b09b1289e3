// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.http.Html;
import dev.atrium.resources.ResourceJson;
import java.util.Objects;
import java.util.stream.Collectors;

/** A plain HTML page of a space, for those who open its {@code html_url} in a browser. */
final class SpacePage {
  private SpacePage() {}

  static String html(SpaceJson.Whole whole) {
    SpaceJson.Brief space = whole.space();
    String resources =
        whole.resourcesAttributes().stream().map(SpacePage::item).collect(Collectors.joining());
    return Html.frame(
        space.name(),
        """
        <p>%s</p>
        <h2>Instructions</h2>
        <pre>%s</pre>
        <h2>Sources</h2>
        <ul>%s</ul>
        """
            .formatted(
                Html.escape(Objects.requireNonNullElse(space.description(), "")),
                Html.escape(Objects.requireNonNullElse(space.generalInstructions(), "")),
                resources));
  }

  private static String item(ResourceJson resource) {
    return "<li>%s <code>%s</code></li>"
        .formatted(resource.resourceType(), Html.escape(resource.metadata()));
  }
}
