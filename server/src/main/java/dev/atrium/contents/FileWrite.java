// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.FieldError;
import dev.atrium.git.GitUser;
import dev.atrium.http.Fields;
import dev.atrium.http.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request to write or remove a file.
 *
 * @param content null to remove the file
 * @param sha the blob id of the file to replace or remove
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed after it is made.
record FileWrite(
    String message,
    byte @Nullable [] content,
    @Nullable String sha,
    @Nullable String branch,
    GitUser author,
    GitUser committer) {
  private static final String RESOURCE = "Content";
  private static final String SPACE = " \t\n\u000B\f\r";
  private static final int MOST_MESSAGE = 65_536;
  private static final int MOST_NAME = 255;

  /** The largest number of fields of an author; three of them are known. */
  private static final int MOST_FIELDS = 100;

  /**
   * Reads the request.
   *
   * @param caller the author and committer if the body does not name them
   * @throws ApiException 422 if a field is wrong
   */
  static FileWrite read(Fields fields, boolean removes, GitUser caller) {
    fields.require("message");
    String message = fields.text("message", MOST_MESSAGE).or("");
    byte[] content = removes ? null : content(fields);
    String sha = fields.text("sha", MOST_NAME).value();
    String branch = fields.text("branch", MOST_NAME).value();
    GitUser committer = identity(fields, "committer").orElse(caller);
    GitUser author =
        identity(fields, "author")
            .orElse(new GitUser(committer.name(), committer.email(), committer.when()));
    fields.check();
    return new FileWrite(message, content, sha, branch, author, committer);
  }

  private static byte[] content(Fields fields) {
    if (!fields.has("content")) {
      fields.require("content");
      return new byte[0];
    }
    String text = fields.text("content", Integer.MAX_VALUE).or("");
    try {
      return Base64.getDecoder().decode(withoutSpace(text));
    } catch (IllegalArgumentException e) {
      fields.fault(FieldError.invalid(RESOURCE, "content", "content is not valid Base64"));
      return new byte[0];
    }
  }

  /** Returns Base64 text without white space. What is no character of Base64 stays a wrong one. */
  private static byte[] withoutSpace(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int kept = 0;
    for (byte each : bytes) {
      if (SPACE.indexOf(each) < 0) {
        bytes[kept++] = each;
      }
    }
    return Arrays.copyOf(bytes, kept);
  }

  private static Optional<GitUser> identity(Fields fields, String field) {
    ObjectNode sent = fields.object(field, MOST_FIELDS).value();
    if (sent == null) {
      return Optional.empty();
    }
    Fields parts = new Fields(sent, RESOURCE);
    parts.require("name");
    parts.require("email");
    String name = line(parts, "name");
    String email = line(parts, "email");
    Instant when = when(parts);
    parts.errors().forEach(fields::fault);
    return Optional.of(new GitUser(name, email, when));
  }

  /** Reads a name or an address. Git stores both in one line, the address in angle brackets. */
  private static String line(Fields parts, String field) {
    String text = parts.text(field, MOST_NAME).or("");
    if (text.matches("(?s).*[<>\\n\\r].*")) {
      parts.fault(FieldError.invalid(RESOURCE, field, field + " must be one line without < or >"));
    }
    return text;
  }

  private static Instant when(Fields parts) {
    String date = parts.text("date", MOST_NAME).value();
    Optional<Instant> when = date == null ? Optional.of(Instant.now()) : Times.parse(date);
    if (when.isEmpty()) {
      parts.fault(Times.fault(RESOURCE, "date"));
    }
    return when.orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
  }
}
