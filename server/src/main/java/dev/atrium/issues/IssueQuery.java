// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.directory.Logins;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.http.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reader of one request's query into an {@link IssueFilter}. */
final class IssueQuery {
  private final Request request;
  private final String resource;
  private final List<String> where = new ArrayList<>();
  private final Map<String, Object> binds = new HashMap<>();

  IssueQuery(Request request, String resource) {
    this.request = request;
    this.resource = resource;
    where.add("issue.repository_id = :repository_id");
  }

  /** Adds a condition that is always required. */
  void require(String condition) {
    where.add(condition);
  }

  void state() {
    String state = oneOf("state", List.of("open", "closed", "all"), "open");
    if (!state.equals("all")) {
      equal("issue.state", "state", state);
    }
  }

  /** Requires all of the labels. An issue has no more of them than may be asked for. */
  void labels() {
    List<String> sent = List.of(request.query("labels").orElse("").split(",", -1));
    if (sent.size() > IssueFields.MOST_LABELS) {
      throw invalid("labels", "labels must be at most " + IssueFields.MOST_LABELS + " names");
    }
    List<String> labels = sent.stream().distinct().toList();
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.get(i).isBlank()) {
        where.add("lower(issue.labels) LIKE :label" + i + " ESCAPE '!'");
        binds.put("label" + i, Labels.pattern(labels.get(i).strip()));
      }
    }
  }

  void people() {
    request
        .query("creator")
        .ifPresent(login -> {
          where.add("issue.author_id IN (SELECT id FROM account WHERE login_key = :creator)");
          binds.put("creator", Logins.key(login));
        });
    request.query("assignee").ifPresent(this::assignee);
    request.query("mentioned").map(Logins::key).ifPresent(this::mentioned);
  }

  private void mentioned(String key) {
    if (Mentions.possible(key)) {
      where.add(Mentions.condition());
      binds.put("mention", "@" + key);
    } else {
      where.add("1 = 0");
    }
  }

  /** Refuses the number of a milestone, since a repository has none here. */
  void milestone() {
    String milestone = request.query("milestone").orElse("");
    if (milestone.equals("*")) {
      where.add("1 = 0");
    } else if (!milestone.isEmpty() && !milestone.equals("none")) {
      throw invalid("milestone", "milestone does not name a milestone of the repository");
    }
  }

  private void assignee(String assignee) {
    String any = "SELECT 1 FROM issue_assignee WHERE issue_assignee.issue_id = issue.id";
    switch (assignee) {
      case "*" -> where.add("EXISTS (" + any + ")");
      case "none" -> where.add("NOT EXISTS (" + any + ")");
      default -> {
        where.add(
            "EXISTS ("
                + any
                + " AND user_id IN (SELECT id FROM account WHERE login_key = :assignee))");
        binds.put("assignee", Logins.key(assignee));
      }
    }
  }

  void since(String column) {
    IssueFilter.since(request, resource)
        .ifPresent(time -> {
          where.add(column + " >= :since");
          binds.put("since", time);
        });
  }

  /** Reads {@code branch} or {@code owner:branch}. */
  void head(String owner) {
    request
        .query("head")
        .filter(head -> !head.isEmpty())
        .ifPresent(head -> {
          int colon = head.indexOf(':');
          if (colon >= 0 && !Logins.key(head.substring(0, colon)).equals(Logins.key(owner))) {
            where.add("1 = 0");
          }
          equal("issue.head_ref", "head", head.substring(colon + 1));
        });
  }

  void absent(String name) {
    if (request
        .query(name)
        .filter(value -> !value.isEmpty() && !value.equals("none"))
        .isPresent()) {
      where.add("1 = 0");
    }
  }

  void equal(String column, String name, String value) {
    where.add(column + " = :" + name);
    binds.put(name, value);
  }

  IssueFilter build(List<String> sorts, String direction) {
    String column =
        switch (oneOf("sort", sorts, "created")) {
          case "updated" -> "issue.updated_at";
          case "comments", "popularity" -> IssueStore.COMMENTS;
          default -> "issue.number";
        };
    boolean ascending = oneOf("direction", List.of("asc", "desc"), direction).equals("asc");
    return new IssueFilter(
        where, binds, ascending ? column + ", issue.number" : column + " DESC, issue.number DESC");
  }

  private String oneOf(String name, List<String> values, String absent) {
    String value = request.query(name).orElse(absent);
    if (!values.contains(value)) {
      throw invalid(name, name + " must be one of " + String.join(", ", values));
    }
    return value;
  }

  private ApiException invalid(String name, String message) {
    return ApiException.invalid(FieldError.invalid(resource, name, message));
  }
}
