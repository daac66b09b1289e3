// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// The client of the revisions with a handshake, over HTTP, or by a program that it starts:
// node sdk1.mjs URL TOKEN JOURNEY [PROGRAM ARGUMENT…]
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, token, name, command, ...args] = process.argv.slice(2);
const { journey } = await import(`./${name}.mjs`);
const requestInit = { headers: { authorization: `Bearer ${token}` } };
const transport = command
  ? new StdioClientTransport({ command, args, env: { ATRIUM_TOKEN: token } })
  : new StreamableHTTPClientTransport(new URL(url), { requestInit });
const client = new Client({ name: "atrium-tests", version: "1.0.0" });
await client.connect(transport);
if (!command) {
  assert.equal(transport.protocolVersion, "2025-11-25");
  assert.equal(transport.sessionId, undefined);
}
await client.ping();
await journey(client);
await client.close();
