-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: The Atrium authors

-- Work that is still to be done. A job is taken by a process until its lease ends; a job that is done has no row.
-- Times here are in milliseconds. again is when a job that was enqueued while it ran is due once more.
CREATE TABLE job (
  kind VARCHAR(40) NOT NULL,
  key VARCHAR(200) NOT NULL,
  due BIGINT NOT NULL,
  again BIGINT,
  attempts INTEGER NOT NULL,
  taken_until BIGINT NOT NULL,
  taken_by VARCHAR(40) NOT NULL,
  input TEXT NOT NULL,
  error TEXT,
  percent INTEGER NOT NULL,
  progress TEXT NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX job_due ON job (kind, due);
