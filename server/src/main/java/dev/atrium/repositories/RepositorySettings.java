// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Caller;
import dev.atrium.access.Owner;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.access.RepositoryNeed;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditEvent;
import dev.atrium.audit.AuditLog;
import dev.atrium.db.Change;
import dev.atrium.db.Database;
import dev.atrium.db.Recheck;
import dev.atrium.db.Transaction;
import dev.atrium.directory.Actors;
import dev.atrium.error.ApiException;
import dev.atrium.error.FieldError;
import dev.atrium.git.GitException;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that create, change and delete repositories. */
public final class RepositorySettings {
  private final Database database;
  private final RepositoryGrants repositories;
  private final GitRepositories git;
  private final Committers committers;
  private final Clock clock;

  public RepositorySettings(
      Database database,
      RepositoryGrants repositories,
      GitRepositories git,
      Committers committers,
      Clock clock) {
    this.database = database;
    this.repositories = repositories;
    this.git = git;
    this.committers = committers;
    this.clock = clock;
  }

  /**
   * Checks that the caller may create repositories for the owner; for use before the body is read.
   *
   * @throws ApiException 403 if they may not
   */
  void requireCreator(Caller caller, Owner owner) {
    database.read(handle -> {
      RepositoryAccess.requireCreator(handle, caller, owner);
      return true;
    });
  }

  /**
   * Creates a repository. Its row alone makes it exist: the folder of its content is created on
   * first use.
   *
   * @return its id
   * @throws ApiException 403 if the caller may not create it, 422 if the name is taken or the team
   *     is unknown
   */
  long create(Caller caller, Owner owner, NewRepository wanted) {
    if (wanted.isPrivate()) {
      RepositoryAccess.requireReachOfPrivate(caller);
    }
    long id = database.write(transaction -> insert(transaction, caller, owner, wanted));
    if (wanted.autoInit()) {
      git.open(id, Repository.FIRST_BRANCH)
          .writer()
          .commit(
              Repository.FIRST_BRANCH,
              Map.of("README.md", wanted.readme().getBytes(StandardCharsets.UTF_8)),
              "Initial commit",
              committers.identity(caller));
      pushed(id, git.size(id));
    }
    return id;
  }

  private long insert(Transaction transaction, Caller caller, Owner owner, NewRepository wanted) {
    transaction.changed(new Change.Directory());
    RepositoryAccess.requireCreator(transaction.handle(), caller, owner);
    long id =
        RepositoryStore.insert(
                transaction.handle(), owner.id(), wanted, clock.instant().getEpochSecond())
            .orElseThrow(RepositorySettings::taken);
    RepositoryStore.endRedirect(transaction.handle(), owner.id(), wanted.name());
    RepositoryAudit.created(transaction, id, wanted.isPrivate());
    transaction.changed(new Change.Repository(id));
    Long teamId = wanted.teamId();
    if (teamId != null
        && (Actors.team(transaction.handle(), caller, owner.id(), teamId).isEmpty()
            || !TeamRepositoryStore.add(transaction.handle(), owner.id(), teamId, id, "pull"))) {
      throw ApiException.invalid(
          FieldError.invalid(
              RepositoryName.RESOURCE, "team_id", "team_id must be a team of the organization"));
    }
    if (teamId != null) {
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.TEAM_REPOSITORY_ADDED)
              .team(teamId)
              .repository(id)
              .with("permission", "pull"));
    }
    return id;
  }

  /**
   * Changes settings. A former name redirects to the repository from then on.
   *
   * @throws ApiException 403 if the caller may not change them, 422 if the name is taken or the
   *     branch does not exist
   */
  void update(RepositoryGrant grant, RepositoryChange change) {
    RepositoryFacts before = grant.repository();
    requireChangeable(grant, change);
    String branch = change.defaultBranch().value();
    if (branch == null) {
      database.write(transaction -> update(transaction, grant, change));
      return;
    }
    GitRepository content = git.open(before.id(), before.defaultBranch());
    if (!content.isEmpty() && content.branch(branch).isEmpty()) {
      throw ApiException.invalid(
          FieldError.invalid(
              RepositoryName.RESOURCE,
              "default_branch",
              "The branch " + branch + " was not found"));
    }
    database.write(transaction -> update(transaction, grant, change));
    try {
      content.setDefaultBranch(branch);
    } catch (GitException e) {
      if (e.kind() != GitException.Kind.BRANCH_NOT_FOUND) {
        throw e;
      }
      // The repository was empty, and just got its first commit on another branch: that one stays.
      content.branches().stream()
          .findFirst()
          .ifPresent(first -> setDefaultBranch(before.id(), first.name()));
    }
  }

  private boolean update(Transaction transaction, RepositoryGrant grant, RepositoryChange change) {
    transaction.changed(new Change.Directory());
    RepositoryGrant renewed = administered(transaction, grant);
    requireChangeable(renewed, change);
    long id = renewed.repository().id();
    Repository was =
        RepositoryStore.byId(transaction.handle(), id).orElseThrow(ApiException::notFound);
    Repository now = change.applyTo(was, clock.instant().getEpochSecond());
    if (!RepositoryStore.update(transaction.handle(), now)) {
      throw taken();
    }
    if (!RepositoryStore.key(now.name()).equals(RepositoryStore.key(was.name()))) {
      RepositoryStore.endRedirect(transaction.handle(), now.ownerId(), now.name());
      RepositoryStore.redirect(transaction.handle(), was.ownerLogin(), was.name(), was.id());
    }
    RepositoryAudit.changed(transaction, was, now);
    transaction.changed(new Change.Repository(id));
    return true;
  }

  /** Refuses to change an archived repository, unless it is unarchived. */
  private static void requireChangeable(RepositoryGrant grant, RepositoryChange change) {
    if (change.archived().or(true) && change.changesMoreThanArchived()) {
      grant.requireNotArchived();
    }
  }

  /**
   * Replaces the topics.
   *
   * @throws ApiException 403 if the caller may not change them, or if the repository is archived
   */
  void setTopics(RepositoryGrant grant, List<String> topics) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      RepositoryGrant now = administered(transaction, grant);
      now.requireNotArchived();
      long id = now.repository().id();
      Repository was =
          RepositoryStore.byId(transaction.handle(), id).orElseThrow(ApiException::notFound);
      if (!was.topics().equals(topics)) {
        RepositoryStore.setTopics(
            transaction.handle(), id, topics, clock.instant().getEpochSecond());
        AuditLog.add(
            transaction,
            new AuditEvent(AuditAction.REPOSITORY_CHANGED)
                .repository(id)
                .with("fields", List.of("topics")));
        transaction.changed(new Change.Repository(id));
      }
      return true;
    });
  }

  /**
   * Deletes a repository with everything that refers to it. The row is deleted first: if the
   * process is killed before the folder is, the next start sets the folder aside.
   */
  void delete(RepositoryGrant grant) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      return remove(transaction, administered(transaction, grant).repository().id());
    });
  }

  private static boolean remove(Transaction transaction, long id) {
    transaction.changed(new Change.RepositoryDeleted(id, 0));
    RepositoryAudit.deleted(transaction, id);
    RepositoryStore.delete(transaction.handle(), id);
    return true;
  }

  /** Takes back a repository that was just made for content that could not be had. */
  void takeBack(long id) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      return remove(transaction, id);
    });
  }

  /**
   * Records that the content has changed. The directory's version stays, so caches of it remain
   * valid.
   *
   * @param bytes how much room the new objects take on disk
   * @throws ApiException 404 if the repository was deleted meanwhile; no folder of it stays
   */
  public void pushed(long id, long bytes) {
    Optional<Boolean> sizeIsKnown =
        database.write(transaction -> {
          long now = clock.instant().getEpochSecond();
          Optional<Boolean> pushed = RepositoryStore.push(transaction.handle(), id, bytes, now);
          if (pushed.isPresent()) {
            AuditLog.add(transaction, new AuditEvent(AuditAction.CONTENT_CHANGED).repository(id));
            transaction.changed(new Change.RepositoryRefs(id));
          }
          return pushed;
        });
    if (sizeIsKnown.isEmpty()) {
      git.delete(id);
      throw ApiException.notFound();
    }
    if (!sizeIsKnown.get()) {
      measure(id);
    }
  }

  /** Records the size of the content, for content that an older version wrote or an import. */
  void measure(long id) {
    long bytes = git.size(id);
    database.write(transaction -> {
      RepositoryStore.setSize(transaction.handle(), id, bytes);
      transaction.changed(new Change.RepositoryRefs(id));
      return true;
    });
  }

  /**
   * Sets the default branch, for content that did not come in through this API. The database is
   * what counts: a repository whose default branch in the database does not exist looks empty.
   */
  public void setDefaultBranch(long id, String branch) {
    database.write(transaction -> {
      transaction.changed(new Change.Directory());
      transaction.changed(new Change.Repository(id));
      RepositoryStore.setDefaultBranch(transaction.handle(), id, branch);
      AuditLog.add(
          transaction,
          new AuditEvent(AuditAction.REPOSITORY_CHANGED)
              .repository(id)
              .with("fields", List.of("default_branch")));
      return true;
    });
    git.open(id, branch).setDefaultBranch(branch);
  }

  /**
   * Decides again on a write to the content, in its turn and from what is stored then.
   *
   * @throws ApiException 403 or 404 if the grant holds no more
   */
  public void requireWritable(RepositoryGrant grant) {
    Recheck.now(database);
    database
        .read(handle ->
            repositories.renew(
                handle, grant.caller(), grant.repository().id(), RepositoryNeed.WRITE))
        .requireNotArchived();
  }

  private RepositoryGrant administered(Transaction transaction, RepositoryGrant grant) {
    return repositories.renew(
        transaction.handle(), grant.caller(), grant.repository().id(), RepositoryNeed.ADMINISTER);
  }

  private static ApiException taken() {
    return ApiException.invalid(
        FieldError.alreadyExists(
            RepositoryName.RESOURCE, "name", "name already exists on this account"));
  }
}
