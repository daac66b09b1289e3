-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Who a space is shared with: a user or a team, one of the two. owner_id and number are the space's, which never change:
-- a list of what is shared with somebody walks an index of theirs by number.
CREATE TABLE space_collaborator (
  id ${id},
  space_id BIGINT NOT NULL REFERENCES space (id) ON DELETE CASCADE,
  owner_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  user_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
  team_id BIGINT REFERENCES team (id) ON DELETE CASCADE,
  role VARCHAR(8) NOT NULL
);
CREATE UNIQUE INDEX space_collaborator_user ON space_collaborator (space_id, user_id);
CREATE UNIQUE INDEX space_collaborator_team ON space_collaborator (space_id, team_id);
CREATE INDEX space_collaborator_of_user ON space_collaborator (user_id, owner_id, number);
CREATE INDEX space_collaborator_of_team ON space_collaborator (team_id, owner_id, number);

-- Which repositories of an organization the coding agent may work on. The selection outlives a change of the policy.
ALTER TABLE account ADD COLUMN agent_policy VARCHAR(8) NOT NULL DEFAULT 'all';

CREATE TABLE agent_repository (
  repository_id BIGINT NOT NULL PRIMARY KEY REFERENCES repository (id) ON DELETE CASCADE,
  owner_id BIGINT NOT NULL
);
CREATE INDEX agent_repository_owner ON agent_repository (owner_id, repository_id);
