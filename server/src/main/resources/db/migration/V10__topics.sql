-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- The topics of a repository in their order, with a blank between them.
ALTER TABLE repository ADD COLUMN topics TEXT NOT NULL DEFAULT '';
