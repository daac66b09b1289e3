// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// The client of the stateless revision, which finds out by itself, over HTTP, or by a program that
// it starts: node client2.mjs URL TOKEN JOURNEY [PROGRAM ARGUMENT…]
import assert from "node:assert/strict";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";

const [url, token, name, command, ...args] = process.argv.slice(2);
const { journey } = await import(`./${name}.mjs`);
const requestInit = { headers: { authorization: `Bearer ${token}` } };

async function connected(options) {
  const client = new Client({ name: "atrium-tests", version: "1.0.0" }, options);
  await client.connect(
    command
      ? new StdioClientTransport({ command, args, env: { ATRIUM_TOKEN: token } })
      : new StreamableHTTPClientTransport(new URL(url), { requestInit }),
  );
  return client;
}

const current = await connected({ versionNegotiation: { mode: "auto" } });
assert.equal(current.getNegotiatedProtocolVersion(), "2026-07-28");
await journey(current);
await current.close();

const older = await connected({ versionNegotiation: { mode: "legacy" } });
assert.equal(older.getNegotiatedProtocolVersion(), "2025-11-25");
await journey(older);
await older.close();
