-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Who closed an issue; null if it is open, or was closed before this was noted.
ALTER TABLE issue ADD COLUMN closed_by BIGINT REFERENCES account (id);
CREATE INDEX issue_closed_by ON issue (closed_by);
