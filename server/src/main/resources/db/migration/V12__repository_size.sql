-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- The bytes of a repository's objects on disk; null if they were not measured yet.
ALTER TABLE repository ADD COLUMN size BIGINT;
UPDATE repository SET size = 0 WHERE pushed_at IS NULL;
