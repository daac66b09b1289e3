-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- What a creator may do with a space ends when they leave its organization, and does not come back with them. Who made it
-- goes on being told.
ALTER TABLE space ADD COLUMN creator_left BOOLEAN NOT NULL DEFAULT FALSE;

DROP INDEX space_creator;
CREATE INDEX space_creator ON space (owner_id, creator_id, number) WHERE NOT creator_left;
