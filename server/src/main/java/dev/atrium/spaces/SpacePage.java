// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.spaces;

import dev.atrium.http.Html;
import dev.atrium.resources.ResourceJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A plain HTML page of a space, for those who open its {@code html_url} in a browser. */
final class SpacePage {
  private SpacePage() {}

  /** Writes the page piece by piece, because a space may have millions of characters. */
  static void write(SpaceJson.Whole whole, OutputStream out) throws IOException {
    SpaceJson.Brief space = whole.space();
    Writer page = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    page.write(Html.begin(space.name()));
    page.write("<p>");
    Html.escape(Objects.requireNonNullElse(space.description(), ""), page);
    page.write("</p>\n<h2>Instructions</h2>\n<pre>");
    Html.escape(Objects.requireNonNullElse(space.generalInstructions(), ""), page);
    page.write("</pre>\n<h2>Sources</h2>\n<ul>");
    for (ResourceJson resource : whole.resourcesAttributes()) {
      page.write("<li>" + resource.resourceType() + " <code>");
      Html.escape(resource.metadata(), page);
      page.write("</code></li>");
    }
    page.write("</ul>\n" + Html.END);
    page.flush();
  }
}
