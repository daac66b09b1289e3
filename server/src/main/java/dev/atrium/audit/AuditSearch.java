// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.audit;

import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Texts;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parser of GitHub's search phrases for an audit log. A phrase consists of words and of
 * qualifiers such as {@code actor:octocat} or {@code -action:team}, all of which must match.
 */
final class AuditSearch {
  static final String RESOURCE = "AuditLog";

  /** More terms than anybody types by hand, and fewer than a database refuses. */
  private static final int MOST_TERMS = 20;

  private static final Pattern TERM =
      Pattern.compile("(-)?(?:([A-Za-z_]+):)?(?:\"([^\"]*)\"|([^\\s\"]+))");
  private static final Set<String> OPERATIONS =
      Set.of("access", "authentication", "create", "modify", "remove", "restore", "transfer");

  private AuditSearch() {}

  /**
   * Parses a phrase into conditions.
   *
   * @throws ApiException 422 if a qualifier or value is unknown, or there are too many terms
   */
  static Conditions parse(String phrase) {
    Conditions conditions = new Conditions();
    Matcher term = TERM.matcher(phrase);
    while (term.find()) {
      String value = term.group(3) == null ? term.group(4) : term.group(3);
      String qualifier = term.group(2) == null ? "" : term.group(2).toLowerCase(Locale.ROOT);
      if (conditions.size() == MOST_TERMS) {
        throw fault("phrase must have at most " + MOST_TERMS + " terms");
      }
      add(conditions, term.group(1) != null, qualifier, value.toLowerCase(Locale.ROOT), value);
    }
    return conditions;
  }

  /**
   * Adds the condition of one term.
   *
   * @param value in lower case
   * @param exact as it was sent
   */
  private static void add(
      Conditions to, boolean not, String qualifier, String value, String exact) {
    switch (qualifier) {
      case "" -> text(to, not, value);
      case "action" ->
          to.add(
              not,
              "action = ? OR substr(action, 1, ?) = ?",
              value,
              value.length() + 1,
              value + ".");
      case "actor" -> to.add(not, "lower(actor) = ?", value);
      case "created" -> Period.parse(value).addTo(to, not);
      case "ip" -> to.add(not, "address = ?", value);
      case "operation" -> to.add(not, "operation_type = ?", operation(value));
      case "org" -> to.add(not, "organization AND lower(owner) = ?", value);
      case "repo" -> to.add(not, "lower(repository) = ?", value);
      case "request" -> to.add(not, "request_id = ?", exact.toUpperCase(Locale.ROOT));
      case "space" -> to.add(not, "space_number = ?", number(value));
      case "team" ->
          to.add(
              not,
              "lower(team) = ? OR replace(lower(team), lower(owner) || '/', '') = ?",
              value,
              value);
      // Matches the token that was used, and the token that the entry is about.
      case "token" ->
          to.add(
              not,
              "token_tail = ? OR replace(data, ?, '') <> data",
              exact,
              "\"last_four\":\"" + exact + "\"");
      case "user" -> to.add(not, "lower(user_login) = ?", value);
      default ->
          throw fault(
              "phrase has an unknown qualifier, %s: use action, actor, created, ip, operation, org, repo, request, space, team, token or user"
                  .formatted(qualifier));
    }
  }

  private static void text(Conditions to, boolean not, String value) {
    String within =
        "lower(action || ' ' || coalesce(actor, '') || ' ' || coalesce(user_login, '') || ' ' || coalesce(team, '')"
            + " || ' ' || coalesce(repository, '') || ' ' || coalesce(space_name, ''))";
    to.add(not, "replace(" + within + ", ?, '') <> " + within, value);
  }

  private static String operation(String value) {
    if (!OPERATIONS.contains(value)) {
      throw fault(
          "operation must be one of " + String.join(", ", OPERATIONS.stream().sorted().toList()));
    }
    return value;
  }

  private static long number(String value) {
    return Texts.integer(value).orElseThrow(() -> fault("space must be the number of a space"));
  }

  static ApiException fault(String message) {
    return ApiException.invalid(FieldError.invalid(RESOURCE, "phrase", message));
  }
}
