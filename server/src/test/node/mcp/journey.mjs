// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// What both clients do with the fixtures.
import assert from "node:assert/strict";

export async function journey(client) {
  assert.deepEqual(client.getServerVersion(), { name: "atrium", title: "Atrium", version: "1.2.3" });
  assert.equal(client.getInstructions(), "Call test_echo first.");
  const { tools } = await client.listTools();
  const echo = tools.find((tool) => tool.name === "test_echo");
  assert.deepEqual(echo.inputSchema.required, ["name"]);
  assert.equal(echo.annotations.readOnlyHint, true);
  const arguments_ = { space: "Gr\u00fc\u00dfe", limit: "900" };
  const said = await client.callTool({ name: "test_echo", arguments: arguments_ });
  assert.equal(said.content[0].text, "admin: Gr\u00fc\u00dfe, 50");
  assert.equal(said.structuredContent.name, "Gr\u00fc\u00dfe");
  const refused = await client.callTool({ name: "test_forbidden", arguments: {} });
  assert.equal(refused.isError, true);
  assert.equal(refused.content[0].text, "You may not.");
  await assert.rejects(client.callTool({ name: "no_such_tool", arguments: {} }), /Unknown tool/);
  const { resourceTemplates } = await client.listResourceTemplates();
  assert.equal(resourceTemplates[0].uriTemplate, "test://template/{id}/data");
  const read = await client.readResource({ uri: "test://template/%C3%BC/data" });
  assert.equal(JSON.parse(read.contents[0].text).id, "\u00fc");
  const { prompts } = await client.listPrompts();
  assert.equal(prompts.length, 4);
  const given = { arg1: "hello", arg2: "world" };
  const prompt = await client.getPrompt({ name: "test_prompt_with_arguments", arguments: given });
  assert.match(prompt.messages[0].content.text, /arg2='world'/);
}
