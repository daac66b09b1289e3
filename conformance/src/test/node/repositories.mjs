// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Repositories, and who may reach them.
import assert from "node:assert/strict";
import { answers, member, notModified, owner, unique, world } from "./client.mjs";

export async function repositories() {
  const org = world.organization;
  const rest = owner.rest.repos;
  const name = unique("made");
  const { data: made } = await rest.createInOrg({ org, name, private: true });
  assert.equal(made.full_name, `${org}/${name}`);
  await answers(422, rest.createInOrg({ org, name }));
  const all = await owner.paginate(rest.listForOrg, { org, per_page: 1 });
  assert.deepEqual(all.map((one) => one.name).sort(), [world.repository, name].sort());
  const it = { owner: org, repo: name };
  await notModified(owner, "GET /repos/{owner}/{repo}", it);
  await answers(404, rest.get({ owner: org, repo: unique("none") }));
  const repo = unique("renamed");
  await rest.update({ ...it, name: repo, description: "d", private: false });
  // Octokit follows the 301 of the former name.
  assert.equal((await rest.get(it)).data.name, repo);
  await answers(404, rest.update({ owner: org, repo: unique("none"), description: "d" }));
  await topics({ owner: org, repo });
  await none({ owner: org, repo });
  await access({ owner: org, repo });
  await answers(403, member.rest.repos.delete({ owner: org, repo }));
  assert.deepEqual((await rest.listTeams({ owner: org, repo })).data, []);
  await answers(204, rest.listContributors({ owner: org, repo }));
  await transferred({ owner: org, repo });
  await ofAUser();
}

async function topics(it) {
  const rest = owner.rest.repos;
  const { data } = await rest.replaceAllTopics({ ...it, names: ["docs", "java"] });
  assert.deepEqual(data.names, ["docs", "java"]);
  assert.deepEqual((await rest.getAllTopics(it)).data, data);
  await answers(422, rest.replaceAllTopics({ ...it, names: ["no topic"] }));
}

/** What no repository has here. */
async function none(it) {
  const { activity, repos } = owner.rest;
  for (const list of [
    repos.listForks,
    repos.listWebhooks,
    repos.listDeployments,
    activity.listStargazersForRepo,
    activity.listWatchersForRepo,
    activity.listRepoEvents,
  ]) {
    assert.deepEqual((await list(it)).data, []);
  }
}

async function access(it) {
  const rest = owner.rest.repos;
  const username = world.member.login;
  const one = { ...it, username };
  const given = await rest.addCollaborator({ ...one, permission: "push" });
  assert.ok([201, 204].includes(given.status));
  await answers(422, rest.addCollaborator({ ...one, permission: "everything" }));
  await answers(403, member.rest.repos.addCollaborator({ ...one, permission: "admin" }));
  const all = await owner.paginate(rest.listCollaborators, { ...it, per_page: 1 });
  assert.ok(all.some((user) => user.login === username));
  await answers(204, rest.checkCollaborator(one));
  assert.equal((await rest.getCollaboratorPermissionLevel(one)).data.permission, "write");
  await answers(204, rest.removeCollaborator(one));
  await answers(404, rest.checkCollaborator({ ...it, username: unique("none") }));
  await answers(404, rest.listCollaborators({ owner: it.owner, repo: unique("none") }));
}

/** To its admin's own account, where it goes on under its name until it is deleted. */
async function transferred(it) {
  const rest = owner.rest.repos;
  const login = world.owner.login;
  await answers(422, rest.transfer({ ...it, new_owner: unique("none") }));
  const { data } = await answers(202, rest.transfer({ ...it, new_owner: login }));
  assert.equal(data.owner.login, it.owner);
  // Octokit follows the 301 of the former owner.
  assert.equal((await rest.get(it)).data.owner.login, login);
  await answers(204, rest.delete({ owner: login, repo: it.repo }));
}

async function ofAUser() {
  const rest = owner.rest.repos;
  const name = unique("own");
  const { data } = await rest.createForAuthenticatedUser({ name, auto_init: true });
  await answers(422, rest.createForAuthenticatedUser({ name }));
  const own = await owner.paginate(rest.listForAuthenticatedUser, {
    affiliation: "owner",
    per_page: 1,
  });
  assert.ok(own.some((one) => one.id === data.id));
  const authors = await rest.listContributors({ owner: world.owner.login, repo: name });
  assert.deepEqual(authors.data.map((one) => one.login), [world.owner.login]);
  const ofUser = await rest.listForUser({ username: world.owner.login });
  assert.ok(ofUser.data.some((one) => one.id === data.id));
  const byNumber = await owner.request("GET /repositories/{id}", { id: data.id });
  assert.equal(byNumber.data.full_name, data.full_name);
  await answers(204, rest.delete({ owner: world.owner.login, repo: name }));
}
