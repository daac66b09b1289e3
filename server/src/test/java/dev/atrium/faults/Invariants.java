// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import dev.atrium.db.Database;
import dev.atrium.testing.Product;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must hold of the tables whenever no request is under way: SELECTs, each of what must not be
 * there.
 */
final class Invariants {
  /** A line that begins with {@code --} says what holds; what follows selects where it does not. */
  private static final String ALL =
      """
      -- who shares a space of an organization is its member
      SELECT * FROM space_collaborator c JOIN account o ON o.id = c.owner_id AND o.kind = 'Organization'
      WHERE c.user_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.org_id = c.owner_id AND m.user_id = c.user_id)
      -- a team that shares a space is of the space's organization
      SELECT * FROM space_collaborator c JOIN team t ON t.id = c.team_id WHERE t.org_id <> c.owner_id
      -- a collaborator of a space is a user or a team, and not its owner
      SELECT * FROM space_collaborator WHERE (user_id IS NULL) = (team_id IS NULL) OR user_id = owner_id
      -- collaborators of spaces have the space's owner and number
      SELECT * FROM space_collaborator c
      WHERE NOT EXISTS (SELECT 1 FROM space s WHERE s.id = c.space_id AND s.owner_id = c.owner_id AND s.number = c.number)
      -- collaborators of spaces have a role that can be given, and are users
      SELECT * FROM space_collaborator c LEFT JOIN account a ON a.id = c.user_id
      WHERE c.role NOT IN ('reader', 'writer', 'admin') OR a.kind <> 'User' OR a.login_key = 'ghost'
      -- whose creator administers a space of an organization, is its member
      SELECT * FROM space s JOIN account o ON o.id = s.owner_id AND o.kind = 'Organization'
      JOIN account c ON c.id = s.creator_id AND c.kind = 'User' AND c.login_key NOT IN ('ghost', 'admin')
      WHERE NOT s.creator_left
        AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.org_id = s.owner_id AND m.user_id = s.creator_id)
      -- spaces of users are made by them, and no member's by default
      SELECT * FROM space s JOIN account o ON o.id = s.owner_id
      WHERE o.kind = 'Bot' OR (o.kind = 'User' AND (s.creator_id <> o.id OR s.base_role NOT IN ('reader', 'no_access')))
      -- numbers of spaces are those that were given
      SELECT * FROM space s JOIN account o ON o.id = s.owner_id WHERE s.number < 1 OR s.number >= o.next_space_number
      -- as many numbers of spaces were given as spaces made
      SELECT * FROM account o WHERE o.next_space_number <> 1 + (SELECT count(*) FROM audit_entry e
        WHERE e.owner_id = o.id AND e.action = 'copilot_space.create')
      -- members are users, of organizations
      SELECT * FROM membership m JOIN account o ON o.id = m.org_id JOIN account u ON u.id = m.user_id
      WHERE o.kind <> 'Organization' OR u.kind <> 'User' OR u.login_key = 'ghost' OR m.role NOT IN ('member', 'admin')
      -- every organization has an owner
      SELECT * FROM account o WHERE o.kind = 'Organization'
        AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.org_id = o.id AND m.role = 'admin')
      -- members of teams are members of the organization
      SELECT * FROM team_member tm JOIN team t ON t.id = tm.team_id
      WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.org_id = t.org_id AND m.user_id = tm.user_id)
      -- a parent is of the same organization and not secret, and neither is its child
      SELECT * FROM team t JOIN team p ON p.id = t.parent_id
      WHERE p.org_id <> t.org_id OR p.privacy <> 'closed' OR t.privacy <> 'closed'
      -- no team is below itself
      WITH RECURSIVE below (top, id) AS (
        SELECT id, parent_id FROM team
        UNION
        SELECT below.top, team.parent_id FROM below JOIN team ON team.id = below.id
      )
        SELECT * FROM below WHERE top = id
      -- teams have repositories of their organization only
      SELECT * FROM team_repository tr JOIN team t ON t.id = tr.team_id JOIN repository r ON r.id = tr.repository_id
      WHERE r.owner_id <> t.org_id
      -- teams are an organization's
      SELECT * FROM team t JOIN account o ON o.id = t.org_id WHERE o.kind <> 'Organization'
      -- repositories are a user's or an organization's
      SELECT * FROM repository r JOIN account o ON o.id = r.owner_id WHERE o.kind = 'Bot' OR o.login_key = 'ghost'
      -- collaborators of repositories are users, and not their owners
      SELECT * FROM repository_collaborator c JOIN repository r ON r.id = c.repository_id
      JOIN account u ON u.id = c.user_id WHERE u.id = r.owner_id OR u.kind <> 'User' OR u.login_key = 'ghost'
      -- a name that a repository has leads nowhere else
      SELECT * FROM repository_redirect d JOIN account o ON o.login_key = d.owner_key
      JOIN repository r ON r.owner_id = o.id AND r.name_key = d.name_key
      -- names are compared by their own lower-case form
      SELECT id FROM account WHERE login_key <> lower(login)
      UNION ALL SELECT id FROM repository WHERE name_key <> lower(name)
      -- the coding agent's repositories are the organization's
      SELECT * FROM agent_repository a JOIN repository r ON r.id = a.repository_id JOIN account o ON o.id = a.owner_id
      WHERE r.owner_id <> a.owner_id OR o.kind <> 'Organization'
      SELECT * FROM agent_repository a WHERE NOT EXISTS (SELECT 1 FROM account o WHERE o.id = a.owner_id)
      -- an installation's repositories are the account's
      SELECT * FROM installation_repository ir JOIN installation i ON i.id = ir.installation_id
      JOIN repository r ON r.id = ir.repository_id WHERE r.owner_id <> i.account_id OR i.repository_selection <> 'selected'
      -- a token's repositories are the resource owner's
      SELECT * FROM token_repository tr JOIN token t ON t.id = tr.token_id JOIN repository r ON r.id = tr.repository_id
      WHERE t.resource_owner_id IS NULL OR r.owner_id <> t.resource_owner_id OR t.repository_selection <> 'selected'
      -- a token of an installation is of its app and account
      SELECT * FROM token t JOIN installation i ON i.id = t.installation_id JOIN app a ON a.id = i.app_id
      WHERE t.app_id <> i.app_id OR t.resource_owner_id <> i.account_id OR (t.kind = 'INSTALLATION' AND t.account_id <> a.bot_id)
      -- a token of a part of an installation reaches no more than it
      SELECT * FROM token_repository tr JOIN token t ON t.id = tr.token_id JOIN installation i ON i.id = t.installation_id
      WHERE i.repository_selection = 'selected' AND NOT EXISTS (SELECT 1 FROM installation_repository ir
        WHERE ir.installation_id = i.id AND ir.repository_id = tr.repository_id)
      SELECT * FROM token t JOIN installation i ON i.id = t.installation_id
      WHERE i.repository_selection = 'selected' AND t.repository_selection = 'all'
      -- a suspended installation has no tokens
      SELECT * FROM token t JOIN installation i ON i.id = t.installation_id WHERE i.suspended_at IS NOT NULL
      -- tokens without scopes reach one owner, others none in particular
      SELECT * FROM token WHERE (kind IN ('CLASSIC', 'OAUTH')) <> (resource_owner_id IS NULL)
      -- a bot is an app's, or an organization's own
      SELECT * FROM account b WHERE b.kind = 'Bot' AND NOT EXISTS (SELECT 1 FROM app WHERE app.bot_id = b.id)
        AND NOT EXISTS (SELECT 1 FROM account o WHERE o.kind = 'Organization' AND b.login_key = o.login_key || '.atrium[bot]')
      -- an organization's tokens act as its own bot
      SELECT * FROM token t JOIN account b ON b.id = t.account_id JOIN account o ON o.id = t.resource_owner_id
      WHERE t.kind = 'INSTALLATION' AND t.installation_id IS NULL AND b.login_key <> o.login_key || '.atrium[bot]'
      -- apps have a bot of their name
      SELECT * FROM app JOIN account b ON b.id = app.bot_id WHERE b.kind <> 'Bot' OR b.login <> app.slug || '[bot]'
      -- as many numbers of issues were given as there are issues
      SELECT * FROM repository r
      WHERE r.next_issue_number <> 1 + (SELECT count(*) FROM issue i WHERE i.repository_id = r.id)
        OR r.next_issue_number <= (SELECT max(i.number) FROM issue i WHERE i.repository_id = r.id)
      -- closed issues have a time of it, others none
      SELECT * FROM issue WHERE state NOT IN ('open', 'closed') OR (state = 'closed') <> (closed_at IS NOT NULL)
        OR (state = 'open' AND closed_by IS NOT NULL)
      -- pull requests have two branches, issues none
      SELECT * FROM issue WHERE pull_request <> (head_ref IS NOT NULL) OR pull_request <> (base_ref IS NOT NULL)
      -- two branches have one open pull request
      SELECT repository_id FROM issue WHERE pull_request AND state = 'open'
      GROUP BY repository_id, head_ref, base_ref HAVING count(*) > 1
      -- resources of repositories name one, others none
      SELECT * FROM space_resource
      WHERE (resource_type IN ('repository', 'github_file', 'github_issue', 'github_pull_request')) <> (repository_id IS NOT NULL)
      -- resources name the repository that they tell of, and an issue that is there
      SELECT * FROM space_resource r WHERE r.repository_id IS NOT NULL
        AND r.metadata NOT LIKE '%"repository_id":' || r.repository_id || '%'
      SELECT * FROM space_resource r WHERE r.resource_type IN ('github_issue', 'github_pull_request')
        AND NOT EXISTS (SELECT 1 FROM issue i WHERE i.repository_id = r.repository_id
          AND i.pull_request = (r.resource_type = 'github_pull_request') AND r.metadata LIKE '%"number":' || i.number || '%')
      -- attachments exist
      SELECT * FROM space_resource r WHERE r.copilot_chat_attachment_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM chat_attachment a WHERE a.id = r.copilot_chat_attachment_id)
      -- site admins are active
      SELECT * FROM account WHERE site_admin AND suspended
      -- jobs do not fail
      SELECT * FROM job WHERE error IS NOT NULL
      -- every repository is in the feed, and none that was deleted is there still
      SELECT * FROM repository r
      WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.kind = 'Repository' AND c.subject_id = r.id)
        OR EXISTS (SELECT 1 FROM change c WHERE c.kind = 'RepositoryDeleted' AND c.subject_id = r.id)
      -- every space is in the feed, and none that was deleted is there still
      SELECT * FROM space s
      WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.kind = 'Space' AND c.subject_id = s.id)
        OR EXISTS (SELECT 1 FROM change c WHERE c.kind = 'SpaceDeleted' AND c.subject_id = s.id)
      -- no account that was deleted is there still
      SELECT * FROM account a WHERE EXISTS (SELECT 1 FROM change c WHERE c.kind = 'AccountDeleted' AND c.subject_id = a.id)
      -- every deletion and transfer of the log is in the feed
      SELECT * FROM audit_entry e WHERE e.action = 'repo.destroy'
        AND NOT EXISTS (SELECT 1 FROM change c WHERE c.kind = 'RepositoryDeleted' AND c.subject_id = e.repository_id)
      SELECT * FROM audit_entry e WHERE e.action = 'repo.transfer'
        AND NOT EXISTS (SELECT 1 FROM change c WHERE c.kind = 'RepositoryTransferred' AND c.subject_id = e.repository_id)
      SELECT * FROM audit_entry e WHERE e.action = 'copilot_space.destroy'
        AND NOT EXISTS (SELECT 1 FROM change c WHERE c.kind = 'SpaceDeleted' AND c.subject_id = e.space_id)
      SELECT * FROM audit_entry e WHERE e.action = 'user.delete'
        AND NOT EXISTS (SELECT 1 FROM change c WHERE c.kind = 'AccountDeleted' AND c.subject_id = e.user_id)
      SELECT * FROM audit_entry e WHERE e.action = 'org.remove_member' AND e.operation <> 'enterprise-admin/delete-user'
        AND NOT EXISTS (SELECT 1 FROM change c
          WHERE c.kind = 'MemberLeft' AND c.subject_id = e.owner_id AND c.other_id = e.user_id)
      -- as many pushes, transfers and renames are in the feed as in the log
      SELECT 1 WHERE (SELECT count(*) FROM change WHERE kind = 'RepositoryRefs')
        <> (SELECT count(*) FROM audit_entry WHERE action = 'git.push')
      SELECT 1 WHERE 2 * (SELECT count(*) FROM change WHERE kind = 'RepositoryTransferred')
        <> (SELECT count(*) FROM audit_entry WHERE action = 'repo.transfer')
      SELECT 1 WHERE (SELECT count(*) FROM change WHERE kind = 'AccountRenamed')
        <> (SELECT count(*) FROM audit_entry WHERE action IN ('user.rename', 'org.rename'))
      -- an account, a repository and a space are deleted once
      SELECT kind, subject_id FROM change WHERE kind IN ('AccountDeleted', 'RepositoryDeleted', 'SpaceDeleted')
      GROUP BY kind, subject_id HAVING count(*) > 1
      -- the directory's version counted every change of it
      SELECT * FROM directory_version WHERE version <> 1 + (SELECT count(*) FROM change WHERE kind = 'Directory')
      """;

  /** What the ids of transactions tell: on PostgreSQL only. */
  private static final String BY_TRANSACTION =
      """
      -- a space's version counted every transaction that changed it
      SELECT * FROM space s WHERE s.version <> (SELECT count(DISTINCT c.tx) FROM change c
        WHERE c.subject_id = s.id AND c.kind IN ('Space', 'SpaceResources', 'SpaceSourcesMoved', 'SpaceCollaborators'))
      """;

  /** What needs writes to come one after the other. */
  private static final String OF_SQLITE =
      """
      -- what the log names was not made after it was deleted
      SELECT * FROM audit_entry e WHERE e.action <> 'repo.destroy' AND e.operation_type <> 'access' AND EXISTS (
        SELECT 1 FROM audit_entry d WHERE d.action = 'repo.destroy' AND d.repository_id = e.repository_id AND d.id < e.id)
      -- SQLite's own checks
      SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'
      SELECT * FROM pragma_foreign_key_check
      """;

  private Invariants() {}

  /** What does not hold, with the first rows that show it. */
  static List<String> broken(Database database, Product product) {
    List<String> broken = new ArrayList<>();
    String all = ALL + (product == Product.SQLITE ? OF_SQLITE : BY_TRANSACTION);
    for (String group : all.split("(?m)^-- ", -1)) {
      int end = group.indexOf('\n');
      for (String sql : statements(group.substring(end + 1)).toList()) {
        List<String> rows =
            database.read(handle ->
                handle.createQuery(sql + " LIMIT 3").map((row, context) -> text(row)).list());
        if (!rows.isEmpty()) {
          broken.add("%s: %s%n%s".formatted(group.substring(0, end), rows, sql));
        }
      }
    }
    return broken;
  }

  private static String text(ResultSet row) throws SQLException {
    List<String> columns = new ArrayList<>();
    ResultSetMetaData names = row.getMetaData();
    for (int column = 1; column <= names.getColumnCount(); column++) {
      columns.add(names.getColumnLabel(column) + "=" + row.getString(column));
    }
    return columns.toString();
  }

  /** The statements of a group: each begins at the start of a line. */
  private static Stream<String> statements(String group) {
    return Arrays.stream(group.split("(?m)^(?=(?:SELECT|WITH) )", -1))
        .filter(sql -> !sql.isBlank())
        .map(String::strip);
  }
}
