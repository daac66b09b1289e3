// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// An app that speaks for itself by signed tokens, and for its installation by those it asks for; and a program that
// signs its user in by the device flow.
import assert from "node:assert/strict";
import { createAppAuth } from "@octokit/auth-app";
import { createOAuthDeviceAuth } from "@octokit/auth-oauth-device";
import { answers, app, nobody, notModified, own, owner, pages, server, unique, world } from "./client.mjs";

export async function apps() {
  const { data: made } = await answers(
    201,
    own.request("POST /admin/apps", {
      name: unique("App"),
      owner: world.owner.login,
      permissions: { contents: "read", organization_copilot_spaces: "read" },
    }),
  );
  const { data: installation } = await own.request("POST /admin/apps/{app_slug}/installations", {
    app_slug: made.slug,
    account: world.organization,
  });
  const auth = { appId: made.id, privateKey: made.pem };
  await itself(app(createAppAuth, auth), made, installation);
  const installed = app(createAppAuth, { ...auth, installationId: installation.id });
  const { data: reached } = await installed.rest.apps.listReposAccessibleToInstallation();
  assert.ok(reached.total_count > 0);
  await answers(200, installed.request("GET /orgs/{org}/copilot-spaces", { org: world.organization }));
  await refuse(installation);
  await device();
}

async function itself(octokit, made, installation) {
  assert.equal((await octokit.rest.apps.getAuthenticated()).data.slug, made.slug);
  assert.equal((await octokit.rest.apps.listInstallations()).data.length, 1);
  const of = { installation_id: installation.id };
  assert.equal((await octokit.rest.apps.getInstallation(of)).data.app_id, made.id);
  const { data } = await octokit.rest.apps.getOrgInstallation({ org: world.organization });
  assert.equal(data.id, installation.id);
  const token = await octokit.rest.apps.createInstallationAccessToken({
    ...of,
    repositories: [world.repository],
  });
  assert.equal(token.data.repositories.length, 1);
  const refused = octokit.rest.apps.createInstallationAccessToken({
    ...of,
    permissions: { contents: "write" },
  });
  await answers(422, refused);
  const elsewhere = { installation_id: 2147483000 };
  await answers(404, octokit.rest.apps.getInstallation(elsewhere));
  await answers(404, octokit.rest.apps.createInstallationAccessToken(elsewhere));
  await notModified(octokit, "GET /app");
}

async function refuse(installation) {
  const of = { installation_id: installation.id };
  await answers(401, nobody.request("GET /app"));
  await answers(401, owner.request("GET /app"));
  await answers(401, owner.request("GET /app/installations"));
  await answers(401, owner.request("POST /app/installations/{installation_id}/access_tokens", of));
}

/** The user's part of it, as their browser would do it. */
async function device() {
  const auth = createOAuthDeviceAuth({
    clientType: "oauth-app",
    clientId: "178c6fc778ccc68e1d6a",
    scopes: ["repo", "read:org"],
    request: pages.request,
    async onVerification({ user_code }) {
      const headers = { authorization: `token ${world.owner.token}`, "user-agent": "browser" };
      const page = await fetch(`${server}/login/device?user_code=${user_code}`, { headers });
      const [, proof] = /name="proof" value="([^"]*)"/.exec(await page.text());
      const body = new URLSearchParams({ user_code, proof, decision: "approve" });
      const done = await fetch(`${server}/login/device`, { method: "POST", headers, body });
      assert.equal(done.status, 200);
    },
  });
  const { token } = await auth({ type: "oauth" });
  const { data, headers } = await nobody.request("GET /user", { headers: { authorization: `token ${token}` } });
  assert.equal(data.login, world.owner.login);
  assert.equal(headers["x-oauth-scopes"], "read:org, repo");
}
