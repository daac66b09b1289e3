// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// What is attached to a space.
import assert from "node:assert/strict";
import { answers, member, nobody, notModified, owner, withScopes, world } from "./client.mjs";

export async function resources(route, space, { repository_id }) {
  const file = {
    ...space,
    resource_type: "github_file",
    metadata: { repository_id, file_path: "b.txt" },
  };
  const create = (body) => owner.request(`POST ${route}`, body);
  const made = await answers(201, create(file));
  const same = await answers(200, create(file));
  assert.equal(same.data.id, made.data.id);
  const nowhere = { ...file, metadata: { repository_id, file_path: "none.txt" } };
  await answers(422, create(nowhere));
  await answers(422, create({ ...space, resource_type: "media_content", metadata: {} }));
  const unknown = { ...space, space_number: 4711 };
  await answers(404, create({ ...file, ...unknown }));
  const { data: all } = await owner.request(`GET ${route}`, space);
  assert.ok(all.resources.some((resource) => resource.id === made.data.id));
  await answers(404, owner.request(`GET ${route}`, unknown));
  await notModified(owner, `GET ${route}`, space);
  await one(`${route}/{space_resource_id}`, { ...space, space_resource_id: made.data.id });
  await refuse(route, space, file);
}

async function one(route, it) {
  await notModified(owner, `GET ${route}`, it);
  const gone = { ...it, space_resource_id: 2147483000 };
  await answers(404, owner.request(`GET ${route}`, gone));
  const { data } = await owner.request(`PUT ${route}`, { ...it, metadata: { ref: "main" } });
  assert.equal(data.metadata.file_path, "b.txt");
  const wrong = { ...it, metadata: { file_path: "none.txt" } };
  await answers(422, owner.request(`PUT ${route}`, wrong));
  await answers(404, owner.request(`PUT ${route}`, { ...gone, metadata: { ref: "main" } }));
  await answers(401, nobody.request(`PUT ${route}`, it));
  await answers(200, member.request(`GET ${route}`, it));
  await answers(403, member.request(`PUT ${route}`, { ...it, metadata: { ref: "main" } }));
  await answers(403, member.request(`DELETE ${route}`, it));
  await answers(204, owner.request(`DELETE ${route}`, it));
  await answers(404, owner.request(`DELETE ${route}`, it));
}

async function refuse(route, space, file) {
  await answers(401, nobody.request(`GET ${route}`, space));
  await answers(401, nobody.request(`POST ${route}`, file));
  await answers(403, member.request(`POST ${route}`, file));
  const weak = await withScopes(world.owner.login, ["gist"]);
  await answers(403, weak.request(`GET ${route}`, space));
  await answers(403, weak.request(`POST ${route}`, file));
}
