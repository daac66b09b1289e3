-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- What a user said yes to goes with the token that they said it by, when that is revoked.
DELETE FROM oauth_code;
DELETE FROM device_code;
ALTER TABLE oauth_code ADD COLUMN token_id BIGINT REFERENCES token (id) ON DELETE CASCADE;
ALTER TABLE device_code ADD COLUMN token_id BIGINT REFERENCES token (id) ON DELETE CASCADE;
CREATE INDEX oauth_code_token ON oauth_code (token_id);
CREATE INDEX device_code_token ON device_code (token_id);
