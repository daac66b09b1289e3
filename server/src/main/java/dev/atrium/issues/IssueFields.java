// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.error.FieldError;
import dev.atrium.http.Fields;
import dev.atrium.http.PatchField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a body that creates or changes an issue or a pull request. Absent means unchanged,
 * and null clears the body.
 */
record IssueFields(
    PatchField<String> title,
    PatchField<String> body,
    PatchField<String> state,
    @Nullable String stateReason,
    PatchField<List<String>> labels,
    PatchField<List<Long>> assigneeIds) {

  static final String RESOURCE = "Issue";

  /** In code points. */
  static final int LONGEST_BODY = 65_536;

  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_LABEL = 50;
  static final int MOST_LABELS = 100;
  private static final int MOST_ASSIGNEES = 10;
  private static final int LONGEST_LOGIN = 255;
  private static final List<String> REASONS =
      List.of("completed", "not_planned", "duplicate", "reopened");

  /**
   * @param triages whether the caller may set labels and assignees; those of others are dropped, as
   *     on GitHub, whether or not they are valid
   * @param assignable returns the id of a user by login, if they may be assigned
   */
  static IssueFields read(
      Fields fields, boolean triages, Function<String, Optional<Long>> assignable) {
    return new IssueFields(
        title(fields),
        fields.text("body", LONGEST_BODY),
        fields.oneOf("state", List.of("open", "closed")),
        fields.hasValue("state_reason") ? fields.oneOf("state_reason", REASONS).value() : null,
        triages ? labels(fields) : PatchField.absent(),
        triages ? assignees(fields, assignable) : PatchField.absent());
  }

  /** Reads the fields of a pull request's body, which has no labels and no assignees. */
  static IssueFields ofPullRequest(Fields fields) {
    return new IssueFields(
        title(fields),
        fields.text("body", LONGEST_BODY),
        fields.oneOf("state", List.of("open", "closed")),
        null,
        PatchField.absent(),
        PatchField.absent());
  }

  /** Reads the title. A number counts as its text, as on GitHub; null means unchanged. */
  private static PatchField<String> title(Fields fields) {
    PatchField<String> title = fields.textOrNumber("title", LONGEST_TITLE).map(String::strip);
    if (title.value() != null && title.value().isEmpty()) {
      fields.fault(FieldError.missingField(fields.resource(), "title"));
    }
    return title;
  }

  /** Reads the labels and removes duplicates, compared without case. The first spelling stays. */
  private static PatchField<List<String>> labels(Fields fields) {
    return fields
        .names("labels", "name", MOST_LABELS, LONGEST_LABEL)
        .map(sent -> {
          Map<String, String> labels = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          sent.forEach(label -> labels.putIfAbsent(label, label));
          return List.copyOf(labels.values());
        });
  }

  private static PatchField<List<Long>> assignees(
      Fields fields, Function<String, Optional<Long>> assignable) {
    boolean one = !fields.has("assignees") && fields.has("assignee");
    PatchField<List<String>> logins =
        one
            ? fields.text("assignee", LONGEST_LOGIN).map(List::of)
            : fields.names("assignees", "login", MOST_ASSIGNEES, LONGEST_LOGIN);
    List<Long> ids = new ArrayList<>();
    for (String login : logins.or(List.of())) {
      if (!login.isEmpty()) {
        assignable
            .apply(login)
            .ifPresentOrElse(
                ids::add,
                () ->
                    fields.fault(
                        FieldError.invalid(
                            fields.resource(), "assignees", login + " cannot be assigned")));
      }
    }
    return new PatchField<>(logins.present(), ids.stream().distinct().toList());
  }

  /** Returns the fields that this grant allows to set. */
  IssueFields allowedBy(RepositoryGrant grant) {
    return grant.triages()
        ? this
        : new IssueFields(
            title, body, state, stateReason, PatchField.absent(), PatchField.absent());
  }

  /** Returns a new issue with the fields. */
  Issue create(
      long repositoryId, long number, long authorId, Issue.@Nullable Proposal proposal, long now) {
    return new Issue(
        0,
        repositoryId,
        number,
        title.or(""),
        body.value(),
        Issue.State.OPEN,
        null,
        authorId,
        labels.or(List.of()),
        assigneeIds.or(List.of()),
        0,
        now,
        now,
        null,
        null,
        proposal);
  }

  /** Returns the issue with the fields applied by this account. */
  Issue apply(Issue issue, long accountId, long now) {
    Issue.State next = state.value() == null ? issue.state() : Issue.State.of(state.value());
    boolean closed = next == Issue.State.CLOSED;
    Long since = issue.closedAt();
    return new Issue(
        issue.id(),
        issue.repositoryId(),
        issue.number(),
        title.or(issue.title()),
        body.orKeep(issue.body()),
        next,
        reason(issue, next),
        issue.authorId(),
        labels.present() ? labels.or(List.of()) : issue.labels(),
        assigneeIds.present() ? assigneeIds.or(List.of()) : issue.assigneeIds(),
        issue.comments(),
        issue.createdAt(),
        issue.updatedAt(),
        closed ? Long.valueOf(since == null ? now : since) : null,
        closed ? since == null ? Long.valueOf(accountId) : issue.closedById() : null,
        issue.proposal());
  }

  /**
   * Returns why the issue is closed, or that it was reopened. Ignores a sent reason that does not
   * fit the state.
   */
  private @Nullable String reason(Issue issue, Issue.State next) {
    if (issue.kind() == Issue.Kind.PULL_REQUEST) {
      return null;
    }
    boolean changed = next != issue.state();
    return switch (next) {
      case OPEN -> changed ? "reopened" : issue.stateReason();
      case CLOSED ->
          stateReason != null && !stateReason.equals("reopened")
              ? stateReason
              : changed ? "completed" : issue.stateReason();
    };
  }
}
