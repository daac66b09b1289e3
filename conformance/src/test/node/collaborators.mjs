// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Who a space is shared with: a user, and in an organization a team too.
import assert from "node:assert/strict";
import { answers, member, nobody, notModified, owner, withScopes, world } from "./client.mjs";

export async function collaborators(route, space) {
  const one = `${route}/{actor_type}/{actor_identifier}`;
  const user = { ...space, actor_type: "User", actor_identifier: world.member.login };
  const add = (body) => owner.request(`POST ${route}`, body);
  const { data: made } = await answers(201, add({ ...user, role: "writer" }));
  assert.equal(made.login, world.member.login);
  await answers(422, add({ ...user, role: "writer" }));
  await answers(422, add({ ...user, actor_identifier: "no-such-user-here", role: "reader" }));
  await answers(422, add({ ...user, role: "king" }));
  await answers(404, add({ ...user, space_number: 4711, role: "reader" }));
  await team(route, one, space);
  await notModified(owner, `GET ${route}`, space);
  await answers(404, owner.request(`GET ${route}`, { ...space, space_number: 4711 }));
  const set = (role) => owner.request(`PUT ${one}`, { ...user, role });
  assert.equal((await answers(200, set("reader"))).data.role, "reader");
  await answers(422, set("king"));
  await refuse(route, one, space, user);
  await answers(204, set("no_access"));
  await answers(404, set("reader"));
  await answers(201, add({ ...user, role: "reader" }));
  await answers(204, owner.request(`DELETE ${one}`, user));
  await answers(404, owner.request(`DELETE ${one}`, user));
  const { data: left } = await owner.request(`GET ${route}`, space);
  assert.deepEqual(left.collaborators, []);
}

async function team(route, one, space) {
  const it = { ...space, actor_type: "Team", actor_identifier: "sharers" };
  if (!space.org) {
    await answers(422, owner.request(`POST ${route}`, { ...it, role: "reader" }));
    return;
  }
  const { data: above } = await owner.rest.teams.create({ org: space.org, name: "above", privacy: "closed" });
  await owner.rest.teams.create({ org: space.org, name: "sharers", parent_team_id: above.id });
  const made = await answers(201, owner.request(`POST ${route}`, { ...it, role: "admin" }));
  assert.equal(made.data.type, "Team");
  assert.equal(made.data.parent.slug, "above");
  const { data: all } = await owner.request(`GET ${route}`, space);
  assert.deepEqual(
    all.collaborators.map((each) => [each.actor_type, each.role]),
    [
      ["User", "writer"],
      ["Team", "admin"],
    ],
  );
  await answers(204, owner.request(`DELETE ${one}`, it));
}

async function refuse(route, one, space, user) {
  await answers(401, nobody.request(`GET ${route}`, space));
  await answers(403, member.request(`PUT ${one}`, { ...user, role: "admin" }));
  await answers(403, member.request(`DELETE ${one}`, user));
  await answers(403, member.request(`POST ${route}`, { ...user, role: "admin" }));
  const weak = await withScopes(world.owner.login, ["gist"]);
  await answers(403, weak.request(`GET ${route}`, space));
  await answers(403, weak.request(`DELETE ${one}`, user));
}
