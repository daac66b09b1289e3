// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.resources;

import dev.atrium.access.Caller;
import dev.atrium.access.RepositoryAccess;
import dev.atrium.access.RepositoryRole;
import dev.atrium.db.Database;
import dev.atrium.error.FieldError;
import java.util.Optional;

/**
 * Whether what a resource names is there: asked before the transaction, since git has no place in
 * one (behaviour §5).
 */
public final class Sources {
  private final Database database;

  public Sources(Database database) {
    this.database = database;
  }

  /**
   * What is wrong with the source, for that caller; an unreadable repository is told as an unknown
   * one.
   */
  Optional<FieldError> fault(Caller caller, Metadata metadata) {
    Long repositoryId = metadata.repositoryId();
    if (repositoryId != null
        && !database
            .read(handle -> RepositoryAccess.role(handle, caller, repositoryId))
            .atLeast(RepositoryRole.PULL)) {
      return Optional.of(Resources.unknownRepository());
    }
    Long attachmentId = metadata.attachmentId();
    if (attachmentId != null
        && !database.read(
            handle -> ResourceStore.ownsAttachment(handle, caller.id(), attachmentId))) {
      return Optional.of(
          FieldError.missing(
              Metadata.RESOURCE,
              "copilot_chat_attachment_id",
              "copilot_chat_attachment_id does not name an attachment of yours"));
    }
    return Optional.empty();
  }
}
