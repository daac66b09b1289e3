// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Organizations and their members.
import assert from "node:assert/strict";
import { admin, answers, client, member, owner, unique, withScopes, world } from "./client.mjs";

export async function organizations() {
  const org = world.organization;
  const username = world.member.login;
  const mine = await owner.paginate(owner.rest.orgs.listForAuthenticatedUser, { per_page: 1 });
  assert.ok(mine.some((one) => one.login === org));
  await owner.rest.orgs.get({ org });
  await answers(404, owner.rest.orgs.get({ org: unique("none") }));
  const { data: changed } = await owner.rest.orgs.update({ org, description: "About us" });
  assert.equal(changed.description, "About us");
  await answers(422, owner.rest.orgs.update({ org, default_repository_permission: "all" }));
  await answers(403, member.rest.orgs.update({ org, description: "no" }));
  const names = (await owner.paginate(owner.rest.orgs.listMembers, { org, per_page: 1 })).map(
    (one) => one.login,
  );
  assert.deepEqual(names.sort(), [world.owner.login, username].sort());
  await answers(204, owner.rest.orgs.checkMembershipForUser({ org, username }));
  assert.deepEqual((await owner.rest.orgs.listWebhooks({ org })).data, []);
  assert.deepEqual((await owner.rest.activity.listPublicOrgEvents({ org })).data, []);
  await memberships(org, username);
  await auditLog(org, username);
  await ofItsOwn();
  await byAnInstallation(org);
}

/** By its route: Octokit has a method for it in GitHub Enterprise Cloud's plugin only. */
async function auditLog(org, username) {
  const route = "GET /orgs/{org}/audit-log";
  const phrase = `action:org.add_member user:${username}`;
  const all = await owner.paginate(route, { org, phrase, order: "asc", per_page: 1 });
  assert.ok(all.length >= 2);
  assert.ok(all.every((one) => one.user === username && one.org === org));
  assert.ok(all[0].created_at <= all.at(-1).created_at);
  await answers(200, owner.request(route, { org, include: "all" }));
  await answers(422, owner.request(route, { org, phrase: "colour:red" }));
  await answers(403, member.request(route, { org }));
  await answers(404, owner.request(route, { org: unique("none") }));
}

async function memberships(org, username) {
  assert.equal((await owner.rest.orgs.getMembershipForUser({ org, username })).data.role, "member");
  const gone = unique("gone");
  await answers(404, owner.rest.orgs.getMembershipForUser({ org, username: gone }));
  const wrong = { org, username, role: "king" };
  await answers(422, owner.rest.orgs.setMembershipForUser(wrong));
  const role = { org, username, role: "admin" };
  assert.equal((await owner.rest.orgs.setMembershipForUser(role)).data.state, "active");
  await answers(204, owner.rest.orgs.removeMembershipForUser({ org, username }));
  await answers(404, owner.rest.orgs.removeMembershipForUser({ org, username }));
  await answers(404, owner.rest.orgs.checkMembershipForUser({ org, username }));
  await owner.rest.orgs.setMembershipForUser({ org, username, role: "member" });
}

/** One that is made, renamed and deleted. */
async function ofItsOwn() {
  const login = unique("temporary");
  const named = { login, admin: world.owner.login, profile_name: "Temporary" };
  await answers(201, admin.request("POST /admin/organizations", named));
  await answers(422, admin.request("POST /admin/organizations", named));
  const org = unique("renamed");
  const rename = { org: login, login: org };
  await answers(202, admin.request("PATCH /admin/organizations/{org}", rename));
  const scoped = await withScopes(world.owner.login, ["repo"]);
  await answers(403, scoped.rest.orgs.delete({ org }));
  await answers(202, owner.rest.orgs.delete({ org }));
}

/** An app's token, whose making has no operation of GitHub's without a whole app. */
async function byAnInstallation(org) {
  const { data } = await admin.request("POST /admin/organizations/{org}/installation-tokens", {
    org,
    repository_selection: "all",
    permissions: { metadata: "read", contents: "read" },
  });
  const installation = client(data.token);
  const list = installation.rest.apps.listReposAccessibleToInstallation;
  const found = await installation.paginate(list, { per_page: 1 });
  assert.ok(found.some((one) => one.name === world.repository));
  await answers(403, owner.rest.apps.listReposAccessibleToInstallation());
}
