// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// Runs a conformance suite against a server: node suite.mjs PACKAGE URL TOKEN RESULTS ARGUMENT…
// The suites know no tokens, so that a proxy adds one. It passes on everything else as it is,
// the Host header too.
import { spawn } from "node:child_process";
import { createServer, request } from "node:http";

const [suite, url, token, results, ...rest] = process.argv.slice(2);
const target = new URL(url);

const proxy = createServer((incoming, outgoing) => {
  const headers = { ...incoming.headers, authorization: `Bearer ${token}` };
  const { method, url: path } = incoming;
  const passed = request({ host: target.hostname, port: target.port, method, path, headers });
  passed.on("response", (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on("error", () => outgoing.destroy());
  incoming.pipe(passed);
});

proxy.listen(0, "127.0.0.1", () => {
  const at = `http://127.0.0.1:${proxy.address().port}${target.pathname}`;
  const program = `node_modules/${suite}/dist/index.js`;
  const args = [program, "server", "--url", at, "--output-dir", results, ...rest];
  spawn(process.execPath, args, { stdio: "inherit" }).on("exit", (code) => process.exit(code ?? 1));
});
