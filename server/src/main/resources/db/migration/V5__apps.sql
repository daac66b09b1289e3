-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Apps: of kind github (permissions, installations, a bot) or oauth (scopes). The private half of a key is never kept.
CREATE TABLE app (
  id ${id},
  kind VARCHAR(8) NOT NULL,
  slug VARCHAR(64) NOT NULL UNIQUE,
  name VARCHAR(255) NOT NULL,
  owner_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
  bot_id BIGINT REFERENCES account (id),
  client_id VARCHAR(64) NOT NULL UNIQUE,
  secret_digest VARCHAR(64),
  description TEXT,
  url TEXT NOT NULL,
  callback_urls TEXT NOT NULL,
  permissions TEXT NOT NULL,
  coding_agent BOOLEAN NOT NULL,
  device_flow BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX app_owner ON app (owner_id);
CREATE INDEX app_bot ON app (bot_id);

CREATE TABLE app_key (
  id ${id},
  app_id BIGINT NOT NULL REFERENCES app (id) ON DELETE CASCADE,
  public_key TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX app_key_app ON app_key (app_id);

CREATE TABLE installation (
  id ${id},
  app_id BIGINT NOT NULL REFERENCES app (id) ON DELETE CASCADE,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  repository_selection VARCHAR(8) NOT NULL,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  suspended_at BIGINT
);
CREATE UNIQUE INDEX installation_app ON installation (app_id, account_id);
CREATE INDEX installation_account ON installation (account_id);

CREATE TABLE installation_repository (
  installation_id BIGINT NOT NULL REFERENCES installation (id) ON DELETE CASCADE,
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  PRIMARY KEY (installation_id, repository_id)
);
CREATE INDEX installation_repository_repository ON installation_repository (repository_id);

-- A token of an app goes with the app, and with the installation that it is of.
ALTER TABLE token ADD COLUMN app_id BIGINT REFERENCES app (id) ON DELETE CASCADE;
ALTER TABLE token ADD COLUMN installation_id BIGINT REFERENCES installation (id) ON DELETE CASCADE;
CREATE INDEX token_app ON token (app_id);
CREATE INDEX token_installation ON token (installation_id);

-- What a user let an app have, until the app fetches the token: by a redirect (code) or by polling (device).
CREATE TABLE oauth_code (
  digest VARCHAR(64) NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL REFERENCES app (id) ON DELETE CASCADE,
  user_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  installation_id BIGINT REFERENCES installation (id) ON DELETE CASCADE,
  redirect_uri TEXT NOT NULL,
  scopes TEXT NOT NULL,
  challenge VARCHAR(128) NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX oauth_code_expires ON oauth_code (expires_at);

CREATE TABLE device_code (
  digest VARCHAR(64) NOT NULL PRIMARY KEY,
  user_code VARCHAR(16) NOT NULL UNIQUE,
  app_id BIGINT NOT NULL REFERENCES app (id) ON DELETE CASCADE,
  scopes TEXT NOT NULL,
  state VARCHAR(8) NOT NULL,
  user_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
  installation_id BIGINT REFERENCES installation (id) ON DELETE CASCADE,
  poll_interval BIGINT NOT NULL,
  polled_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX device_code_expires ON device_code (expires_at);

-- GitHub's command line signs in by the device flow, and names itself by this id on every server.
INSERT INTO app (kind, slug, name, client_id, url, callback_urls, permissions, coding_agent, device_flow, created_at, updated_at)
VALUES ('oauth', 'github-cli', 'GitHub CLI', '178c6fc778ccc68e1d6a', 'https://cli.github.com', '["http://127.0.0.1/callback"]', '{}', FALSE, TRUE, 0, 0);
