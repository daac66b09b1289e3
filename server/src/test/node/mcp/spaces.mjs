// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// What both clients do with the sample space: they list all seven tools, and call each.
import assert from "node:assert/strict";

export async function journey(client) {
  assert.equal(client.getServerVersion().title, "Atrium");
  assert.match(client.getInstructions(), /Begin with list_copilot_spaces/);
  const { tools } = await client.listTools();
  const called = new Set();
  const payments = { owner: "acme", name: "Payments" };

  async function call(name, given) {
    const result = await client.callTool({ name, arguments: given });
    assert.ok(!result.isError, JSON.stringify(result));
    assert.equal(result.content.length, 1);
    called.add(name);
    return result.content[0].text;
  }

  assert.match(await call("list_copilot_spaces", {}), /^acme\/1 "Payments": How we charge cards\. /m);
  assert.match(await call("get_copilot_space", payments), /^# Space acme\/1 "Payments"/);
  const documents = await call("list_copilot_space_documents", payments);
  assert.match(documents, /^acme\/pay@[0-9a-f]{7} src\/Card\.java \d+ lines /m);
  const found = await call("search_copilot_space", { ...payments, query: "refunds" });
  assert.match(found, /^1\. acme\/pay@[0-9a-f]{7} docs\/refunds\.md:\d+-\d+ http/);
  const lines = { path: "src/Card.java", start_line: 1, end_line: 1 };
  const read = await call("read_copilot_space_document", { ...payments, ...lines });
  assert.match(read, /src\/Card\.java lines 1-1 of \d+ .*\nclass Card \{\n$/);
  const made = await call("create_copilot_space", { owner: "acme", name: "Made by a client" });
  const number = made.match(/^Created acme\/(\d+) "Made by a client" http/)[1];
  const note = { resource_type: "free_text", metadata: { name: "Größe", text: "äöü 👍" } };
  const added = await call("add_copilot_space_resource", { owner: "acme", name: number, ...note });
  assert.match(added, new RegExp(`^Added free_text .*Größe.* to acme/${number} as resource \\d+\\.`));
  const again = { owner: "acme", name: number, path: "Größe" };
  assert.match(await call("read_copilot_space_document", again), /\näöü 👍\n$/);
  assert.deepEqual(tools.map((tool) => tool.name).sort(), [...called].sort());

  const failed = await client.callTool({ name: "get_copilot_space", arguments: { owner: "acme", name: "Paymnts" } });
  assert.equal(failed.isError, true);
  assert.match(failed.content[0].text, /^No space "Paymnts" of acme that you can see\./);
}
