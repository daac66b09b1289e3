// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Which repositories of an organization the coding agent may work on.
import assert from "node:assert/strict";
import { answers, member, nobody, notModified, owner, withScopes, world } from "./client.mjs";

const settings = "/orgs/{org}/copilot/coding-agent/permissions";
const all = `${settings}/repositories`;
const one = `${all}/{repository_id}`;

export async function agents() {
  const of = { org: world.organization };
  const { data: repository } = await owner.rest.repos.get({
    owner: world.organization,
    repo: world.repository,
  });
  const it = { ...of, repository_id: repository.id };
  const policy = (enabled_repositories) =>
    owner.request(`PUT ${settings}`, { ...of, enabled_repositories });
  assert.equal((await owner.request(`GET ${settings}`, of)).data.enabled_repositories, "all");
  await answers(409, owner.request(`GET ${all}`, of));
  await answers(409, owner.request(`PUT ${all}`, { ...of, selected_repository_ids: [] }));
  await answers(409, owner.request(`PUT ${one}`, it));
  await answers(409, owner.request(`DELETE ${one}`, it));
  await answers(422, policy("some"));
  await answers(204, policy("selected"));
  await notModified(owner, `GET ${settings}`, of);
  await select(of, it);
  await refuse(of, it);
  await answers(204, policy("none"));
  await answers(204, policy("all"));
}

async function select(of, it) {
  const ids = (selected_repository_ids) =>
    owner.request(`PUT ${all}`, { ...of, selected_repository_ids });
  await answers(204, ids([it.repository_id]));
  await answers(422, ids([it.repository_id, 2147483000]));
  const { data } = await owner.request(`GET ${all}`, of);
  assert.equal(data.total_count, 1);
  assert.equal(data.repositories[0].id, it.repository_id);
  await answers(204, owner.request(`DELETE ${one}`, it));
  await answers(204, owner.request(`PUT ${one}`, it));
  await answers(404, owner.request(`PUT ${one}`, { ...it, repository_id: 2147483000 }));
  await answers(404, owner.request(`DELETE ${one}`, { ...it, repository_id: 2147483000 }));
}

async function refuse(of, it) {
  await answers(401, nobody.request(`GET ${settings}`, of));
  await answers(403, member.request(`GET ${settings}`, of));
  await answers(403, member.request(`PUT ${one}`, it));
  const weak = await withScopes(world.owner.login, ["write:org"]);
  await answers(403, weak.request(`GET ${settings}`, of));
  await answers(404, owner.request(`GET ${settings}`, { org: "no-such-organization-here" }));
}
