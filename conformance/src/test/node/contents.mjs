// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Files, branches, commits and trees, and what git itself keeps.
import assert from "node:assert/strict";
import { answers, base64, notModified, owner, world } from "./client.mjs";

export async function contents() {
  const it = { owner: world.organization, repo: world.repository };
  await files(it);
  await history(it);
  await objects(it);
  await readmes(it);
}

async function files(it) {
  const rest = owner.rest.repos;
  const path = "docs/näive notes.md";
  const message = "Add notes";
  const write = { ...it, path, message, content: base64("# Notes\n") };
  const made = await answers(201, rest.createOrUpdateFileContents(write));
  await answers(422, rest.createOrUpdateFileContents(write));
  const stale = { ...write, sha: "0".repeat(40), content: base64("x") };
  await answers(409, rest.createOrUpdateFileContents(stale));
  await answers(404, rest.createOrUpdateFileContents({ ...write, branch: "none" }));
  const changed = await answers(
    200,
    rest.createOrUpdateFileContents({
      ...write,
      sha: made.data.content.sha,
      content: base64("# More notes\n"),
    }),
  );
  const { data: file } = await rest.getContent({ ...it, path });
  assert.equal(Buffer.from(file.content, "base64").toString(), "# More notes\n");
  await notModified(owner, "GET /repos/{owner}/{repo}/contents/{path}", { ...it, path });
  assert.ok((await rest.getContent({ ...it, path: "" })).data.length > 1);
  assert.equal((await rest.getContent({ ...it, path: "docs" })).data[0].path, path);
  await answers(404, rest.getContent({ ...it, path: "none" }));
  const { sha } = changed.data.content;
  await answers(409, rest.deleteFile({ ...it, path, message, sha: "0".repeat(40) }));
  await answers(200, rest.deleteFile({ ...it, path, message, sha }));
  await answers(404, rest.deleteFile({ ...it, path, message, sha }));
}

async function history(it) {
  const rest = owner.rest.repos;
  const branches = await owner.paginate(rest.listBranches, { ...it, per_page: 1 });
  assert.ok(branches.some((branch) => branch.name === "main"));
  const { data: main } = await rest.getBranch({ ...it, branch: "main" });
  await answers(404, rest.getBranch({ ...it, branch: "none" }));
  const commits = await owner.paginate(rest.listCommits, { ...it, per_page: 2 });
  assert.equal(commits[0].sha, main.commit.sha);
  const touching = { ...it, path: "README.md" };
  assert.equal((await rest.listCommits(touching)).data.length, 1);
  const { data: commit } = await rest.getCommit({ ...it, ref: "main" });
  assert.equal(commit.files[0].status, "removed");
  await answers(422, rest.getCommit({ ...it, ref: "none" }));
  const tree = { ...it, tree_sha: commit.commit.tree.sha };
  const { data } = await owner.rest.git.getTree({ ...tree, recursive: "1" });
  assert.ok(data.tree.some((entry) => entry.path === "README.md"));
  await answers(404, owner.rest.git.getTree({ ...it, tree_sha: "0".repeat(40) }));
}

async function objects(it) {
  const rest = owner.rest.git;
  const { data: main } = await rest.getRef({ ...it, ref: "heads/main" });
  await answers(404, rest.getRef({ ...it, ref: "heads/mai" }));
  const matching = await rest.listMatchingRefs({ ...it, ref: "heads/mai" });
  assert.deepEqual(matching.data, [main]);
  const commit_sha = main.object.sha;
  const { data: commit } = await rest.getCommit({ ...it, commit_sha });
  assert.equal(commit.sha, commit_sha);
  await answers(404, rest.getCommit({ ...it, commit_sha: "0".repeat(40) }));
  const { data: tree } = await rest.getTree({ ...it, tree_sha: commit.tree.sha });
  const file = tree.tree.find((entry) => entry.path === "README.md");
  const blob = await rest.getBlob({ ...it, file_sha: file.sha });
  assert.equal(Buffer.from(blob.data.content, "base64").length, file.size);
  await answers(404, rest.getBlob({ ...it, file_sha: commit_sha }));
  await answers(404, rest.getTag({ ...it, tag_sha: commit_sha }));
  assert.deepEqual((await owner.rest.repos.listTags(it)).data, []);
}

async function readmes(it) {
  const rest = owner.rest.repos;
  assert.equal((await rest.getReadme(it)).data.path, "README.md");
  await answers(404, rest.getReadme({ ...it, ref: "none" }));
  await answers(404, rest.getReadmeInDirectory({ ...it, dir: "none" }));
  assert.deepEqual((await rest.listLanguages(it)).data, {});
}
