// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Issues and their comments.
import assert from "node:assert/strict";
import { answers, member, notModified, owner, world } from "./client.mjs";

export async function issues() {
  const it = { owner: world.organization, repo: world.repository };
  const rest = owner.rest.issues;
  const { data: made } = await rest.create({
    ...it,
    title: "It breaks",
    body: "Here.",
    assignees: [world.owner.login],
    labels: ["bug"],
  });
  await rest.create({ ...it, title: "It breaks again" });
  await answers(422, rest.create({ ...it, title: "" }));
  const one = { ...it, issue_number: made.number };
  await notModified(owner, "GET /repos/{owner}/{repo}/issues/{issue_number}", one);
  await answers(404, rest.get({ ...it, issue_number: 4711 }));
  await comments(one);
  await labels(one);
  const closing = { ...one, state: "closed", state_reason: "completed", title: "It broke" };
  assert.equal((await rest.update(closing)).data.state_reason, "completed");
  await answers(422, rest.update({ ...one, state: "lost" }));
  await answers(403, member.rest.issues.update({ ...one, state: "open" }));
  const open = await owner.paginate(rest.listForRepo, { ...it, per_page: 1 });
  assert.ok(open.every((issue) => issue.state === "open"));
  const all = await owner.paginate(rest.listForRepo, { ...it, state: "all", per_page: 1 });
  assert.ok(all.some((issue) => issue.number === made.number));
  await answers(422, rest.listForRepo({ ...it, state: "lost" }));
}

async function comments(one) {
  const rest = owner.rest.issues;
  await rest.createComment({ ...one, body: "Seen." });
  await rest.createComment({ ...one, body: "Mended." });
  await answers(422, rest.createComment({ ...one, body: "" }));
  const all = await owner.paginate(rest.listComments, { ...one, per_page: 1 });
  assert.deepEqual(all.map((comment) => comment.body), ["Seen.", "Mended."]);
  await answers(404, rest.listComments({ ...one, issue_number: 4711 }));
  const { owner: login, repo } = one;
  const seen = { owner: login, repo, comment_id: all[0].id };
  assert.deepEqual((await rest.getComment(seen)).data, all[0]);
  await answers(404, rest.getComment({ ...seen, comment_id: 4711 }));
  assert.deepEqual((await owner.rest.reactions.listForIssueComment(seen)).data, []);
}

async function labels(one) {
  const rest = owner.rest.issues;
  const all = await owner.paginate(rest.listLabelsForRepo, { ...one, per_page: 1 });
  const { data: bug } = await rest.getLabel({ ...one, name: "bug" });
  assert.ok(all.some((label) => label.id === bug.id));
  assert.deepEqual((await rest.listLabelsOnIssue(one)).data, [bug]);
  await answers(404, rest.getLabel({ ...one, name: "none" }));
  assert.deepEqual((await rest.listEvents(one)).data, []);
  assert.deepEqual((await owner.rest.reactions.listForIssue(one)).data, []);
}
