-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Every change and every refused access. Nothing refers to another table: an entry says what was, and outlives what it
-- is about. owner_id is the account that it happened to, or to whose things. Times here are in milliseconds.
CREATE TABLE audit_entry (
  id ${id},
  created_at BIGINT NOT NULL,
  action VARCHAR(64) NOT NULL,
  operation_type VARCHAR(16) NOT NULL,
  owner_id BIGINT,
  owner VARCHAR(64),
  organization BOOLEAN NOT NULL,
  actor_id BIGINT,
  actor VARCHAR(64),
  token_id BIGINT,
  token_tail VARCHAR(4) NOT NULL,
  token_kind VARCHAR(16) NOT NULL,
  address VARCHAR(64) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  operation VARCHAR(128) NOT NULL,
  user_id BIGINT,
  user_login VARCHAR(64),
  team_id BIGINT,
  team TEXT,
  repository_id BIGINT,
  repository TEXT,
  repository_public BOOLEAN,
  space_id BIGINT,
  space_number BIGINT,
  space_name TEXT,
  data TEXT NOT NULL
);
CREATE INDEX audit_entry_owner ON audit_entry (owner_id, created_at, id);
CREATE INDEX audit_entry_time ON audit_entry (created_at, id);

-- Since when entries are kept: only what is older can be removed.
CREATE TABLE audit_retention (
  kept_since BIGINT NOT NULL
);
INSERT INTO audit_retention (kept_since) VALUES (0);

${append_only}
