// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Teams, who is in them, and the repositories they reach.
import assert from "node:assert/strict";
import { answers, member, owner, unique, withScopes, world } from "./client.mjs";

export async function teams() {
  const org = world.organization;
  const { data: parent } = await owner.rest.teams.create({ org, name: "Parents", privacy: "closed" });
  const { data: team } = await owner.rest.teams.create({
    org,
    name: "Octo Cats",
    description: "All of them",
    privacy: "closed",
    parent_team_id: parent.id,
  });
  assert.equal(team.parent.slug, parent.slug);
  const it = { org, team_slug: team.slug };
  await answers(422, owner.rest.teams.create({ org, name: "Octo Cats" }));
  const weak = await withScopes(world.owner.login, ["read:org"]);
  await answers(403, weak.rest.teams.create({ org, name: unique("refused") }));
  const all = await owner.paginate(owner.rest.teams.list, { org, per_page: 1 });
  assert.ok([parent, team].every((one) => all.some((listed) => listed.id === one.id)));
  await owner.rest.teams.getByName(it);
  await answers(404, owner.rest.teams.getByName({ org, team_slug: "none" }));
  await owner.rest.teams.updateInOrg({ ...it, description: "Some of them" });
  await answers(404, owner.rest.teams.updateInOrg({ org, team_slug: "none", name: "n" }));
  await people(it);
  await repositories(it);
  await answers(204, owner.rest.teams.deleteInOrg(it));
  await answers(204, owner.rest.teams.deleteInOrg({ org, team_slug: parent.slug }));
}

async function people(it) {
  const one = { ...it, username: world.member.login };
  await answers(404, owner.rest.teams.getMembershipForUserInOrg(one));
  await owner.rest.teams.addOrUpdateMembershipForUserInOrg({ ...one, role: "maintainer" });
  const { data } = await owner.rest.teams.getMembershipForUserInOrg(one);
  assert.equal(data.role, "maintainer");
  const all = await owner.paginate(owner.rest.teams.listMembersInOrg, it);
  assert.ok(all.some((user) => user.login === world.member.login));
  const own = await member.paginate(member.rest.teams.listForAuthenticatedUser);
  assert.ok(own.some((team) => team.slug === it.team_slug));
  await answers(204, owner.rest.teams.removeMembershipForUserInOrg(one));
}

async function repositories(it) {
  const one = { ...it, owner: it.org, repo: world.repository };
  await answers(404, owner.rest.teams.checkPermissionsForRepoInOrg(one));
  const push = { ...one, permission: "push" };
  await answers(204, owner.rest.teams.addOrUpdateRepoPermissionsInOrg(push));
  await answers(204, owner.rest.teams.checkPermissionsForRepoInOrg(one));
  const accept = "application/vnd.github.v3.repository+json";
  const asked = { ...one, headers: { accept } };
  const { data } = await answers(200, owner.rest.teams.checkPermissionsForRepoInOrg(asked));
  assert.equal(data.permissions.push, true);
  const all = await owner.paginate(owner.rest.teams.listReposInOrg, it);
  assert.deepEqual(all.map((repository) => repository.name), [world.repository]);
  await answers(204, owner.rest.teams.removeRepoInOrg(one));
}
