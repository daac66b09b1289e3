// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Octokit as its users have it, but that its fetch takes note of everything that passes.
import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { Octokit } from "@octokit/rest";

const baseUrl = process.env.CONFORMANCE_URL;
const exchanges = process.env.CONFORMANCE_EXCHANGES;

/** What was set up before the journeys: people, an organization, a repository. */
export const world = JSON.parse(process.env.CONFORMANCE_WORLD);

async function recordingFetch(url, options) {
  const response = await fetch(url, options);
  const exchange = {
    method: options.method,
    url: response.url || url,
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    body: await response.clone().text(),
  };
  appendFileSync(exchanges, JSON.stringify(exchange) + "\n");
  return response;
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** Octokit for whoever the token stands for; without one, for nobody. */
export function client(auth) {
  return new Octokit({ baseUrl, auth, log: quiet, request: { fetch: recordingFetch } });
}

/** Octokit that signs in by a strategy of its own, as an app. */
export function app(authStrategy, auth) {
  return new Octokit({ baseUrl, authStrategy, auth, log: quiet, request: { fetch: recordingFetch } });
}

/** The server itself, where its pages are, and Octokit for what is there: no description is. */
export const server = baseUrl.replace(/\/api\/v3$/, "");
export const pages = new Octokit({ baseUrl: server, log: quiet });

/** Octokit with a new classic token of those scopes. */
export async function withScopes(login, scopes) {
  const { data } = await admin.request("POST /admin/users/{username}/authorizations", {
    username: login,
    scopes,
  });
  return client(data.token);
}

export const admin = client(world.adminToken);
/** The site admin at operations that are ours alone: no description is there to hold them to. */
export const own = new Octokit({ baseUrl, auth: world.adminToken, log: quiet });
export const owner = client(world.owner.token);
export const member = client(world.member.token);
export const nobody = client(undefined);

/** Holds a request to be answered with that status, whether Octokit calls it an error or not. */
export async function answers(status, promise) {
  const response = await promise.catch((error) => {
    if (error.name !== "HttpError") {
      throw error;
    }
    return error.response ?? { status: error.status };
  });
  assert.equal(response.status, status, `${response.url}: ${JSON.stringify(response.data)}`);
  return response;
}

/** Asks again with the ETag of an answer, which must be good still. */
export async function notModified(octokit, route, parameters = {}) {
  const first = await answers(200, octokit.request(route, parameters));
  const headers = { "if-none-match": first.headers.etag };
  await answers(304, octokit.request(route, { ...parameters, headers }));
}

/** A name that nobody else has. */
export function unique(what) {
  return `${what}-${Math.random().toString(36).slice(2, 10)}`;
}

export function base64(text) {
  return Buffer.from(text).toString("base64");
}
