-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Moves with what a repository's answer shows and the directory's version does not tell: pushes, and how many issues
-- are open.
ALTER TABLE repository ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
