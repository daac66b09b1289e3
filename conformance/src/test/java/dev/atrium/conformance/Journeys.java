// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program in another language: it goes through its journeys, and writes each exchange into a file
 * as a line of JSON.
 *
 * @param client whose exchanges they are
 * @param folder where it runs
 */
record Journeys(String client, Path folder, List<String> command, Map<String, String> environment) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SECONDS = 120;

  /** Runs it to its end; every exchange is in the ledger afterwards. */
  void run(Target target, World world, Ledger ledger) {
    try {
      Path exchanges = Files.createTempFile("exchanges", ".jsonl");
      try {
        Map<String, String> all = new HashMap<>(environment);
        all.put("CONFORMANCE_URL", target.url());
        all.put("CONFORMANCE_EXCHANGES", exchanges.toString());
        all.put("CONFORMANCE_WORLD", MAPPER.writeValueAsString(told(target, world)));
        Processes.run(folder, SECONDS, command, all);
      } finally {
        for (String line : Files.readAllLines(exchanges)) {
          ledger.add(exchange(MAPPER.readTree(line)));
        }
        Files.delete(exchanges); // It holds tokens.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> told(Target target, World world) {
    return Map.of(
        "adminToken", target.adminToken(),
        "organization", world.organization(),
        "owner", world.owner(),
        "member", world.member(),
        "repository", world.repository(),
        "branch", world.branched() ? client : "");
  }

  private Exchange exchange(JsonNode line) {
    return new Exchange(
        client,
        line.get("method").asText(),
        URI.create(line.get("url").asText()),
        line.get("status").asInt(),
        line.get("contentType").asText(),
        line.get("body").asText());
  }
}
