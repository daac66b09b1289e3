// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// What a server says of itself.
import assert from "node:assert/strict";
import { answers, client, nobody, notModified, owner } from "./client.mjs";

export async function meta() {
  const root = await nobody.rest.meta.root();
  assert.match(root.data.current_user_url, /\/user$/);
  await nobody.rest.meta.get();
  await notModified(nobody, "GET /meta");
  assert.ok((await nobody.rest.meta.getZen()).data.length > 0);
  await rateLimit();
  await answers(401, nobody.rest.users.getAuthenticated());
  await answers(401, client("ghp_wrong").rest.users.getAuthenticated());
  const headers = { "x-github-api-version": "1999-12-31" };
  await answers(400, owner.rest.users.getAuthenticated({ headers }));
}

/** A server without limits has no such operation. */
async function rateLimit() {
  const limited = (await owner.rest.meta.root()).headers["x-ratelimit-limit"];
  const answer = await answers(limited ? 200 : 404, owner.rest.rateLimit.get());
  if (limited) {
    assert.equal(String(answer.data.resources.core.limit), limited);
  }
}
