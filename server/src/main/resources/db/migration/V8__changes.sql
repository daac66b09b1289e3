-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- The change feed: what each committed transaction changed. Rows are only added, and removed when they are old.
-- tx tells transactions apart on PostgreSQL, where ids become visible in another order than they are given; on SQLite
-- there is one writer, and it is 0.
CREATE TABLE change (
  id ${id},
  tx ${change_tx},
  kind VARCHAR(40) NOT NULL,
  subject_id BIGINT NOT NULL,
  other_id BIGINT NOT NULL
);
CREATE INDEX change_order ON change (tx, id);

-- How far each reader has followed the feed.
CREATE TABLE change_reader (
  name VARCHAR(80) PRIMARY KEY,
  tx VARCHAR(40) NOT NULL,
  change_id BIGINT NOT NULL
);
