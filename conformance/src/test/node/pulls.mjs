// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Pull requests, where the repository has a branch to propose.
import assert from "node:assert/strict";
import { answers, base64, notModified, owner, world } from "./client.mjs";

export async function pulls() {
  const head = world.branch;
  if (!head) {
    return;
  }
  const it = { owner: world.organization, repo: world.repository };
  const rest = owner.rest.pulls;
  const proposal = { ...it, title: "Proposal", body: "Please.", head, base: "main" };
  await answers(422, rest.create(proposal));
  await owner.rest.repos.createOrUpdateFileContents({
    ...it,
    branch: head,
    path: "proposed.txt",
    message: "Propose",
    content: base64("one\ntwo\n"),
  });
  const { data: made } = await answers(201, rest.create(proposal));
  await answers(422, rest.create(proposal));
  const one = { ...it, pull_number: made.number };
  await notModified(owner, "GET /repos/{owner}/{repo}/pulls/{pull_number}", one);
  await answers(404, rest.get({ ...it, pull_number: 4711 }));
  const { data: files } = await rest.listFiles(one);
  assert.deepEqual(files.map((file) => [file.filename, file.additions]), [["proposed.txt", 2]]);
  const commits = await owner.paginate(rest.listCommits, { ...one, per_page: 1 });
  assert.ok(commits.some((commit) => commit.commit.message === "Propose"));
  assert.deepEqual((await rest.listReviewComments(one)).data, []);
  const open = await owner.paginate(rest.list, { ...it, per_page: 1 });
  assert.ok(open.some((pull) => pull.number === made.number));
  await notModified(owner, "GET /repos/{owner}/{repo}/pulls", it);
  await answers(422, rest.list({ ...it, state: "lost" }));
  assert.equal((await rest.update({ ...one, title: "Better" })).data.title, "Better");
  await answers(422, rest.update({ ...one, base: "none" }));
  await answers(200, owner.rest.issues.get({ ...it, issue_number: made.number }));
}
