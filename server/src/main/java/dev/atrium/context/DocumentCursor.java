// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The place in a list of documents behind a document. It names that document, which the caller was
 * shown, so it needs no secret; it holds even if documents come or go in between.
 */
final class DocumentCursor {
  private DocumentCursor() {}

  static String after(Document document) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(document.id().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the id of the document that a page begins behind.
   *
   * @throws ApiException 422 if the cursor is none of ours
   */
  static String read(String cursor) {
    try {
      String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (id.matches("(?s)[0-9]{1,18}(/.*)?")) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, like any other text that is no cursor.
    }
    throw ApiException.invalid(
        FieldError.invalid(
            DocumentsApi.RESOURCE,
            "after",
            "The cursor is not valid: take it from the Link header of this list"));
  }
}
