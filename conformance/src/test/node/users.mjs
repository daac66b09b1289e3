// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Users, and what a site admin does with them.
import assert from "node:assert/strict";
import { admin, answers, client, notModified, owner, unique, world } from "./client.mjs";

export async function users() {
  const { data: me } = await owner.rest.users.getAuthenticated();
  assert.equal(me.login, world.owner.login);
  await notModified(owner, "GET /user");
  await owner.rest.users.getByUsername({ username: world.member.login });
  await answers(404, owner.rest.users.getByUsername({ username: unique("none") }));
  const byId = await owner.rest.users.getById({ account_id: me.id });
  assert.equal(byId.data.login, me.login);
  await answers(404, owner.rest.users.getById({ account_id: 2147483000 }));
  await ofOthers(world.member.login);
  await administration();
}

/** What everybody is told of a user. */
async function ofOthers(username) {
  const { activity, orgs } = owner.rest;
  const first = await owner.rest.users.list({ per_page: 1 });
  assert.equal(first.data.length, 1);
  assert.match(first.headers.link, new RegExp(`since=${first.data[0].id}&`));
  const all = await owner.paginate(owner.rest.users.list, { since: first.data[0].id });
  assert.ok(all.some((user) => user.login === username));
  for (const list of [
    owner.rest.users.listFollowersForUser,
    activity.listReposWatchedByUser,
    activity.listReceivedEventsForUser,
    orgs.listForUser,
  ]) {
    assert.deepEqual((await list({ username })).data, []);
  }
  await answers(404, orgs.listForUser({ username: unique("none") }));
}

async function administration() {
  const login = unique("temporary");
  const route = "/admin/users/{username}";
  await admin.request("POST /admin/users", { login, email: `${login}@example.com` });
  await answers(422, admin.request("POST /admin/users", { login }));
  await answers(403, owner.request("POST /admin/users", { login: unique("refused") }));
  const renamed = unique("renamed");
  await answers(202, admin.request(`PATCH ${route}`, { username: login, login: renamed }));
  const username = renamed;
  try {
    const token = await answers(
      201,
      admin.request(`POST ${route}/authorizations`, { username, scopes: ["read:user"] }),
    );
    const octokit = client(token.data.token);
    await octokit.rest.users.getAuthenticated();
    await answers(204, admin.request("PUT /users/{username}/suspended", { username }));
    await answers(403, octokit.rest.users.getAuthenticated());
    await answers(204, admin.request("DELETE /users/{username}/suspended", { username }));
    await octokit.rest.users.getAuthenticated();
    await answers(204, admin.request(`DELETE ${route}/authorizations`, { username }));
    await answers(401, octokit.rest.users.getAuthenticated());
  } finally {
    await answers(204, admin.request(`DELETE ${route}`, { username }));
  }
  await answers(404, admin.request(`DELETE ${route}`, { username }));
}
