// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Copilot Spaces and their resources, of an organization and of a user. Octokit has their types and
// no methods for them yet: they are called as its documentation calls them, by route.
import assert from "node:assert/strict";
import { answers, base64, client, member, nobody, notModified, owner } from "./client.mjs";
import { unique, withScopes, world } from "./client.mjs";
import { collaborators } from "./collaborators.mjs";
import { resources } from "./resources.mjs";

export async function spaces() {
  const things = await sources();
  await journey("/orgs/{org}/copilot-spaces", { org: world.organization }, things);
  await journey("/users/{username}/copilot-spaces", { username: world.owner.login }, things);
}

/** What a space is made of: it must be there before. */
async function sources() {
  const it = { owner: world.organization, repo: world.repository };
  const { data: repository } = await owner.rest.repos.get(it);
  await owner.rest.repos.createOrUpdateFileContents({
    ...it,
    path: "b.txt",
    message: "Add b",
    content: base64("b"),
  });
  const { data: issue } = await owner.rest.issues.create({ ...it, title: "A source" });
  const { data: pulls } = await owner.rest.pulls.list(it);
  return { repository_id: repository.id, issue: issue.number, pull: pulls[0]?.number };
}

function attributes({ repository_id, issue, pull }) {
  return [
    { resource_type: "repository", metadata: { repository_id } },
    { resource_type: "github_file", metadata: { repository_id, file_path: "README.md" } },
    { resource_type: "free_text", metadata: { name: "Tone", text: "Be brief." } },
    { resource_type: "github_issue", metadata: { repository_id, number: issue } },
    ...(pull
      ? [{ resource_type: "github_pull_request", metadata: { repository_id, number: pull } }]
      : []),
  ];
}

async function journey(route, of, things) {
  const create = (body) => owner.request(`POST ${route}`, { ...of, ...body });
  const { data: made } = await answers(
    201,
    create({
      name: "First",
      description: "d",
      general_instructions: "Be brief.",
      base_role: "no_access",
      resources_attributes: attributes(things),
    }),
  );
  assert.equal(made.resources_attributes.length, attributes(things).length);
  await answers(201, create({ name: "Second", description: null }));
  await answers(422, create({}));
  await answers(422, create({ name: "n", base_role: "king" }));
  const it = { ...of, space_number: made.number };
  await list(route, of);
  await read(`${route}/{space_number}`, it, made.api_url);
  await change(`${route}/{space_number}`, it);
  await refuse(route, of, it);
  await resources(`${route}/{space_number}/resources`, it, things);
  await collaborators(`${route}/{space_number}/collaborators`, it);
  await answers(204, owner.request(`DELETE ${route}/{space_number}`, it));
  await answers(404, owner.request(`DELETE ${route}/{space_number}`, it));
}

/** Page by page, as Octokit follows the links. */
async function list(route, of) {
  const pages = await owner.paginate(`GET ${route}`, { ...of, per_page: 1 }, (page) => [
    page.data.spaces,
  ]);
  assert.ok(pages.length > 1 && pages.every((page) => page.length <= 1));
  const whole = await owner.request(`GET ${route}`, of);
  assert.deepEqual(pages.flat(), whole.data.spaces);
  await answers(422, owner.request(`GET ${route}`, { ...of, after: "broken" }));
  await notModified(owner, `GET ${route}`, of);
}

async function read(route, it, apiUrl) {
  const named = await owner.request(`GET ${route}`, it);
  const numbered = await owner.request(`GET ${apiUrl}`);
  assert.deepEqual(numbered.data, named.data);
  await answers(404, owner.request(`GET ${route}`, { ...it, space_number: 4711 }));
  await notModified(owner, `GET ${route}`, it);
}

async function change(route, it) {
  const change = { ...it, name: "Renamed", description: null, base_role: "reader" };
  const { data } = await owner.request(`PUT ${route}`, change);
  assert.equal(data.description, null);
  await answers(422, owner.request(`PUT ${route}`, { ...it, name: "" }));
  await answers(404, owner.request(`PUT ${route}`, { ...it, space_number: 4711 }));
}

/** Without a token, with too weak a token or role, and where there is no such owner. */
async function refuse(route, of, it) {
  const one = `${route}/{space_number}`;
  for (const operation of [`GET ${route}`, `POST ${route}`]) {
    await answers(401, nobody.request(operation, { ...of, name: "n" }));
  }
  for (const method of ["GET", "PUT", "DELETE"]) {
    await answers(401, client("ghp_wrong").request(`${method} ${one}`, it));
  }
  const weak = await withScopes(world.owner.login, ["gist"]);
  await answers(403, weak.request(`GET ${route}`, of));
  await answers(403, weak.request(`POST ${route}`, { ...of, name: "n" }));
  await answers(403, weak.request(`GET ${one}`, it));
  await answers(200, member.request(`GET ${one}`, it));
  await answers(403, member.request(`PUT ${one}`, { ...it, description: "no" }));
  await answers(404, member.request(`DELETE ${one}`, it));
  const elsewhere = Object.fromEntries(Object.keys(of).map((name) => [name, unique("none")]));
  await answers(404, owner.request(`GET ${route}`, elsewhere));
}
