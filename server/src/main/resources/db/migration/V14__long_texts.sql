-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Everything that lists of comments filter, order and count by. Without it they read every body on the way.
CREATE INDEX issue_comment_list ON issue_comment (issue_id, id, updated_at);
DROP INDEX issue_comment_issue;

-- The sizes of a space's resources. A write of a long one adds them up, and would read them all otherwise.
CREATE INDEX space_resource_length ON space_resource (space_id, length(metadata));
