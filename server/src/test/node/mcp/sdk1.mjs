// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// The client of the revisions with a handshake: node sdk1.mjs URL TOKEN
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { journey } from "./journey.mjs";

const [url, token] = process.argv.slice(2);
const client = new Client({ name: "atrium-tests", version: "1.0.0" });
const requestInit = { headers: { authorization: `Bearer ${token}` } };
const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit });
await client.connect(transport);
assert.equal(transport.protocolVersion, "2025-11-25");
assert.equal(transport.sessionId, undefined);
await client.ping();
await journey(client);
await client.close();
