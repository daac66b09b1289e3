// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The shared spaces of the benchmark of lists, put straight into the database of a stopped server.
 * {@code Shared.java URL ORG CALLER SPACES VISIBLE DEPTH MEMBERS WAYS} fills one organization, which
 * has the caller as a member and a repository: so many spaces, of which the caller sees so many,
 * scattered evenly; teams nested so deep, with so many members, the caller among those of the
 * lowest. WAYS is {@code all} (everybody's role, the caller's own grant, their team's, one of a team
 * above, made by them; in turn) or {@code teams} (those of the teams in turn). Each space that is
 * seen names the repository; each of the others is shared with somebody else.
 */
final class Shared {
  private static final String NUMBERS =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";

  private final Connection connection;
  private final String org;
  private final String caller;
  private final int spaces;
  private final int step;
  private final int depth;
  private final boolean teamsOnly;

  private Shared(Connection connection, String[] args) {
    this.connection = connection;
    this.org = args[1];
    this.caller = args[2];
    this.spaces = Integer.parseInt(args[3]);
    this.step = spaces / Integer.parseInt(args[4]);
    this.depth = Integer.parseInt(args[5]);
    this.teamsOnly = args[7].equals("teams");
  }

  public static void main(String[] args) throws SQLException {
    try (Connection connection = DriverManager.getConnection(args[0])) {
      connection.setAutoCommit(false);
      Shared shared = new Shared(connection, args);
      shared.teams(Integer.parseInt(args[6]));
      shared.spaces();
      shared.grants();
      shared.run(
          """
          INSERT INTO space_resource (space_id, resource_type, repository_id, file_path, ref, sha, metadata, created_at,
            updated_at)
          SELECT space.id, 'repository', repository.id, '', '', '', '{"repository_id":' || repository.id || '}', 0, 0
          FROM space JOIN repository ON repository.owner_id = space.owner_id
          WHERE space.owner_id = %s AND space.number %% %d = 0
          """
              .formatted(shared.owner(), shared.step));
      connection.commit();
      if (args[0].startsWith("jdbc:postgresql")) {
        shared.run("ANALYZE"); // as autovacuum does by itself, a minute later
        connection.commit();
      }
    }
  }

  /** One below the other, the members spread over them, the caller in the lowest. */
  private void teams(int members) throws SQLException {
    for (int level = 1; level <= depth; level++) {
      run(
          """
          INSERT INTO team (org_id, parent_id, slug, name, privacy, notification_setting, permission, created_at, updated_at)
          VALUES (%s, %s, 'level-%d', 'Level %3$d', 'closed', 'notifications_enabled', 'pull', 0, 0)
          """
              .formatted(owner(), level == 1 ? "NULL" : team(level - 1), level));
    }
    String login = "'" + org + "-member-' || i";
    run(
        """
        INSERT INTO account (kind, login, login_key, site_admin, suspended, default_repository_permission,
          members_can_create_repositories, next_space_number, created_at, updated_at) %s
        SELECT 'User', %s, %2$s, FALSE, FALSE, 'read', TRUE, 1, 0, 0 FROM n
        """
            .formatted(NUMBERS.formatted(members), login));
    String people = " FROM account WHERE login_key LIKE '" + org + "-member-%'";
    run("INSERT INTO membership (org_id, user_id, role) SELECT " + owner() + ", id, 'member'" + people);
    for (int level = 1; level <= depth; level++) {
      run(
          "INSERT INTO team_member (team_id, user_id, role) SELECT %s, id, 'member'%s AND id %% %d = %d"
              .formatted(team(level), people, depth, level - 1));
    }
    run(
        "INSERT INTO team_member (team_id, user_id, role) SELECT %s, id, 'member' FROM account WHERE login_key = '%s'"
            .formatted(team(depth), caller));
  }

  private void spaces() throws SQLException {
    run(
        """
        INSERT INTO space (owner_id, number, name, description, base_role, creator_id, created_at, updated_at, version) %s
        SELECT %s, i, 'Notes ' || i, 'How a release is made', CASE WHEN %s THEN 'reader' ELSE 'no_access' END,
          CASE WHEN %s THEN %s ELSE %s END, 0, 0, 1 FROM n
        """
            .formatted(
                NUMBERS.formatted(spaces), owner(), way(0, "i"), way(4, "i"), account(caller), account(org + "-member-1")));
    run("UPDATE account SET next_space_number = %d WHERE login_key = '%s'".formatted(spaces + 1, org));
  }

  private void grants() throws SQLException {
    grant(account(caller), "NULL", way(1, "number"));
    grant(account(org + "-member-1"), "NULL", "number % " + step + " <> 0");
    for (int level = 1; level <= depth; level++) {
      String which =
          teamsOnly
              ? "number %% %d = 0 AND number / %1$d %% %d = %d".formatted(step, depth, level - 1)
              : level == depth
                  ? way(2, "number")
                  : way(3, "number") + " AND number / %d %% %d = %d".formatted(5 * step, depth - 1, level - 1);
      grant("CAST(NULL AS BIGINT)", team(level), which);
    }
  }

  private void grant(String user, String team, String which) throws SQLException {
    run(
        """
        INSERT INTO space_collaborator (space_id, owner_id, number, user_id, team_id, role)
        SELECT id, owner_id, number, %s, CAST(%s AS BIGINT), 'reader' FROM space WHERE owner_id = %s AND %s
        """
            .formatted(user, team, owner(), which));
  }

  /** Whether a space is seen in that one of the five ways. */
  private String way(int way, String number) {
    return teamsOnly
        ? "1 = 0"
        : "%s %% %d = 0 AND %1$s / %2$d %% 5 = %d".formatted(number, step, way);
  }

  private String owner() {
    return account(org);
  }

  private static String account(String login) {
    return "(SELECT id FROM account WHERE login_key = '" + login + "')";
  }

  private String team(int level) {
    return "(SELECT id FROM team WHERE slug = 'level-%d' AND org_id = %s)".formatted(level, owner());
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
