// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import java.util.regex.Pattern;

/**
 * The one query of GitHub's GraphQL API that is answered: the login of the caller. GitHub CLI asks
 * it when a user signs in, before it keeps the token.
 */
final class GraphQl {
  private static final Pattern VIEWER =
      Pattern.compile("\\s*(query(\\s+\\w+)?)?\\s*\\{\\s*viewer\\s*\\{\\s*login\\s*\\}\\s*\\}\\s*");

  private GraphQl() {}

  static Response answer(Request request) {
    Fields fields = request.fields("Query");
    String query = fields.text("query", 100_000).or("");
    fields.check();
    ObjectNode body = Json.mapper().createObjectNode();
    if (VIEWER.matcher(query).matches()) {
      body.putObject("data").putObject("viewer").put("login", request.caller().login());
    } else {
      body.putArray("errors")
          .addObject()
          .put("type", "NOT_IMPLEMENTED")
          .put(
              "message",
              "Only the query { viewer { login } } is supported. Use the REST API for everything else.");
    }
    return Response.ok(body);
  }
}
