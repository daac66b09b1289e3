-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Everything that lists of issues filter, order and count by. Without it they read every body on the way.
CREATE INDEX issue_list ON issue (repository_id, number, state, pull_request, author_id, updated_at);
