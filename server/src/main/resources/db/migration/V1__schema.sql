-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- One text for SQLite and PostgreSQL. ${id} is the identity column of the dialect: never reused, not even after a delete.
-- Times are seconds since 1970-01-01T00:00:00Z. *_key columns hold the lower-case form by which names are compared.

-- The one row that every change of accounts, memberships, teams, repositories, access to them and tokens counts up:
-- facts read under a version are good for as long as the version stands.
CREATE TABLE directory_version (
  version BIGINT NOT NULL
);
INSERT INTO directory_version (version) VALUES (1);

-- Users, organizations and bots share one sequence of ids, as on GitHub.
CREATE TABLE account (
  id ${id},
  kind VARCHAR(12) NOT NULL,
  login VARCHAR(64) NOT NULL,
  login_key VARCHAR(64) NOT NULL UNIQUE,
  name TEXT,
  email TEXT,
  company TEXT,
  blog TEXT,
  location TEXT,
  description TEXT,
  twitter_username TEXT,
  billing_email TEXT,
  site_admin BOOLEAN NOT NULL,
  suspended BOOLEAN NOT NULL,
  default_repository_permission VARCHAR(8) NOT NULL,
  members_can_create_repositories BOOLEAN NOT NULL,
  next_space_number BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The account that a deleted user's work is shown under.
INSERT INTO account (kind, login, login_key, site_admin, suspended, default_repository_permission,
  members_can_create_repositories, next_space_number, created_at, updated_at)
VALUES ('User', 'ghost', 'ghost', FALSE, FALSE, 'read', FALSE, 1, 0, 0);

CREATE TABLE membership (
  org_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role VARCHAR(8) NOT NULL,
  PRIMARY KEY (org_id, user_id)
);
CREATE INDEX membership_user ON membership (user_id);

CREATE TABLE team (
  id ${id},
  org_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  parent_id BIGINT REFERENCES team (id) ON DELETE SET NULL,
  slug VARCHAR(255) NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  privacy VARCHAR(8) NOT NULL,
  notification_setting VARCHAR(32) NOT NULL,
  permission VARCHAR(8) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (org_id, slug)
);
CREATE INDEX team_parent ON team (parent_id);

CREATE TABLE team_member (
  team_id BIGINT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role VARCHAR(12) NOT NULL,
  PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_member_user ON team_member (user_id);

CREATE TABLE repository (
  id ${id},
  owner_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name VARCHAR(100) NOT NULL,
  name_key VARCHAR(100) NOT NULL,
  description TEXT,
  homepage TEXT,
  private BOOLEAN NOT NULL,
  archived BOOLEAN NOT NULL,
  default_branch VARCHAR(255) NOT NULL,
  next_issue_number BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  pushed_at BIGINT,
  UNIQUE (owner_id, name_key)
);

-- Names that a repository had, alone or by its owner's rename or a transfer: requests for them are redirected.
CREATE TABLE repository_redirect (
  owner_key VARCHAR(64) NOT NULL,
  name_key VARCHAR(100) NOT NULL,
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  PRIMARY KEY (owner_key, name_key)
);
CREATE INDEX repository_redirect_repository ON repository_redirect (repository_id);

CREATE TABLE repository_collaborator (
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  permission VARCHAR(8) NOT NULL,
  PRIMARY KEY (repository_id, user_id)
);
CREATE INDEX repository_collaborator_user ON repository_collaborator (user_id);

CREATE TABLE team_repository (
  team_id BIGINT NOT NULL REFERENCES team (id) ON DELETE CASCADE,
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  permission VARCHAR(8) NOT NULL,
  PRIMARY KEY (team_id, repository_id)
);
CREATE INDEX team_repository_repository ON team_repository (repository_id);

-- Only the SHA-256 of a token is kept. resource_owner_id and repository_selection are of fine-grained and app tokens.
CREATE TABLE token (
  id ${id},
  kind VARCHAR(16) NOT NULL,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  digest VARCHAR(64) NOT NULL UNIQUE,
  last_eight VARCHAR(8) NOT NULL,
  note TEXT,
  scopes TEXT NOT NULL,
  resource_owner_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
  repository_selection VARCHAR(8) NOT NULL,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT
);
CREATE INDEX token_account ON token (account_id);
CREATE INDEX token_resource_owner ON token (resource_owner_id);

CREATE TABLE token_repository (
  token_id BIGINT NOT NULL REFERENCES token (id) ON DELETE CASCADE,
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  PRIMARY KEY (token_id, repository_id)
);
CREATE INDEX token_repository_repository ON token_repository (repository_id);

-- Issues and pull requests share a repository's numbers; the columns after closed_at are a pull request's.
CREATE TABLE issue (
  id ${id},
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  pull_request BOOLEAN NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  state VARCHAR(8) NOT NULL,
  state_reason VARCHAR(16),
  author_id BIGINT NOT NULL REFERENCES account (id),
  labels TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  closed_at BIGINT,
  draft BOOLEAN NOT NULL,
  head_ref VARCHAR(255),
  head_sha VARCHAR(40),
  base_ref VARCHAR(255),
  base_sha VARCHAR(40),
  UNIQUE (repository_id, number)
);
CREATE INDEX issue_author ON issue (author_id);

CREATE TABLE issue_assignee (
  issue_id BIGINT NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (issue_id, user_id)
);
CREATE INDEX issue_assignee_user ON issue_assignee (user_id);

CREATE TABLE issue_comment (
  id ${id},
  issue_id BIGINT NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
  author_id BIGINT NOT NULL REFERENCES account (id),
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX issue_comment_issue ON issue_comment (issue_id, id);
CREATE INDEX issue_comment_author ON issue_comment (author_id);

CREATE TABLE space (
  id ${id},
  owner_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  general_instructions TEXT,
  base_role VARCHAR(12) NOT NULL,
  creator_id BIGINT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (owner_id, number)
);
CREATE INDEX space_creator ON space (owner_id, creator_id, number);
CREATE INDEX space_creator_account ON space (creator_id);
CREATE INDEX space_shared ON space (owner_id, number) WHERE base_role <> 'no_access';

-- What a person uploaded to be attached: a resource may name only its caller's own.
CREATE TABLE chat_attachment (
  id ${id},
  user_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL
);
CREATE INDEX chat_attachment_user ON chat_attachment (user_id);

-- metadata is what is answered, as JSON; the columns before it are the parts that rules look at, '' or 0 where absent.
CREATE TABLE space_resource (
  id ${id},
  space_id BIGINT NOT NULL REFERENCES space (id) ON DELETE CASCADE,
  resource_type VARCHAR(24) NOT NULL,
  repository_id BIGINT REFERENCES repository (id) ON DELETE CASCADE,
  file_path TEXT NOT NULL,
  ref TEXT NOT NULL,
  sha TEXT NOT NULL,
  copilot_chat_attachment_id BIGINT,
  metadata TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX space_resource_space ON space_resource (space_id, id);
CREATE INDEX space_resource_source ON space_resource (space_id, repository_id) WHERE repository_id IS NOT NULL;
CREATE INDEX space_resource_repository ON space_resource (repository_id);
CREATE UNIQUE INDEX space_resource_file ON space_resource (space_id, repository_id, file_path, ref, sha)
  WHERE resource_type = 'github_file';

-- What all servers of an installation share, such as the key that cursors are signed with.
CREATE TABLE setting (
  name VARCHAR(64) NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
