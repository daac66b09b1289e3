// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Bodies that are too much, ask for too much, or do not come. */
final class BodyAttacks {
  private static final Pattern RESOURCE = Pattern.compile("\"id\":(\\d+),\"resource_type\"");
  private static final int CLIENTS = 8;

  private final World world;
  private String space = "";
  private String nested = "";
  private String repositories = "";
  private String selected = "";
  private String changes = "";
  private String largest = "";

  BodyAttacks(World world) {
    this.world = world;
  }

  List<Attack> all() {
    return List.of(
        new Attack("5", "3,000 changes of a note, 100,000 repositories of a team, 40,000 selected ones, 8 clients",
            this::lists, siege -> siege.crowd("mallory", CLIENTS, (client, round) ->
                refused(siege, switch (round % 3) {
                  case 0 -> client.put(space, nested);
                  case 1 -> client.post("/orgs/evil/teams", repositories);
                  default -> client.put("/orgs/evil/copilot/coding-agent/permissions/repositories", selected);
                }))),
        new Attack("5", "the largest writes that are allowed: 500 changed notes of 15 KB, 2 clients", this::largest,
            siege -> siege.crowd("mallory", 2, (client, round) ->
                siege.tally.add(client.put(space, round % 2 == 0 ? changes : largest)))),
        new Attack("6", "64 connections that declare 8 MiB, send 5 KB, and nothing more", this::space, siege ->
            stalled(siege, 5_000)),
        new Attack("6", "64 connections that declare 8 MiB and send 1 MB", this::space, siege -> stalled(siege, 1_000_000)),
        new Attack("G", "64 bodies in chunks of 100 bytes, twenty a second", this::space, this::chunked),
        new Attack("H", "bodies of 8 MB again and again, 16 clients with 8 tokens", this::space, siege -> {
          String body = "{\"name\":\"" + "x".repeat(8_000_000) + "\"}";
          for (int i = 0; i < 8; i++) {
            String owner = "large" + i;
            siege.crowd(owner, 2, (client, round) -> siege.tally.add(client.post("/user/repos", body)));
          }
        }),
        new Attack("I", "deep, wide and odd JSON, 16 clients", this::space, siege ->
            siege.crowd("mallory", 16, (client, round) -> {
              Answer answer = client.put(space, ODD.get(round % ODD.size()));
              if (round % ODD.size() == ODD.size() - 1) {
                siege.tally.add(answer);
              } else {
                refused(siege, answer);
              }
            })));
  }

  /** All must be refused but the last, whose fields are unknown and not looked at. */
  private static final List<String> ODD =
      List.of(
          "[".repeat(1_000_000), "{\"a\":".repeat(200_000), "{\"name\":" + "9".repeat(1_000_000) + "}",
          "{\"name\":1e" + "9".repeat(100_000) + "}", "{\"name\":[" + "{},".repeat(300_000) + "{}]}",
          "{\"name\":\"" + "\\ud83d".repeat(100_000) + "\"}", "{" + World.list(100_000, i -> "\"k" + i + "\":1") + "}");

  /** Takes an answer that must refuse. */
  private static void refused(Siege siege, Answer answer) {
    siege.tally.add(answer);
    if (answer.status() < 400) {
      siege.tally.wrong("answered " + answer.status());
    }
  }

  private void space() throws IOException {
    if (space.isEmpty()) {
      try (Client owner = world.client("mallory")) {
        space = World.space(owner, "mallory", "");
      }
    }
  }

  private void lists() throws IOException {
    space();
    world.organization("evil", "mallory");
    try (Client owner = world.client("mallory")) {
      String note = World.note(0, "x".repeat(200_000));
      long id = ids(owner.put(space, "{\"resources_attributes\":[" + note + "]}").expect(200))[0];
      nested =
          "{\"resources_attributes\":["
              + World.list(3_000, i -> "{\"id\":" + id + ",\"metadata\":{\"name\":\"n" + i + "\"}}")
              + "]}";
      repositories = "{\"name\":\"t\",\"repo_names\":[" + World.list(100_000, i -> "\"r" + i + "\"") + "]}";
      selected = "{\"selected_repository_ids\":[" + World.list(40_000, String::valueOf) + "]}";
      owner.put("/orgs/evil/copilot/coding-agent/permissions", "{\"enabled_repositories\":\"selected\"}").expect(204);
    }
  }

  private void largest() throws IOException {
    try (Client owner = world.client("mallory")) {
      space = World.space(owner, "mallory", "");
      String notes = World.list(500, i -> World.note(i, "x"));
      long[] ids = ids(owner.put(space, "{\"resources_attributes\":[" + notes + "]}").expect(200));
      changes = changes(ids, "y");
      largest = changes(ids, "z");
    }
  }

  private static String changes(long[] ids, String letter) {
    return "{\"resources_attributes\":["
        + World.list(ids.length, i -> "{\"id\":%d,\"metadata\":{\"text\":\"%s\"}}".formatted(ids[i], letter.repeat(15_000)))
        + "]}";
  }

  private static long[] ids(Answer answer) {
    return RESOURCE.matcher(answer.body()).results().mapToLong(found -> Long.parseLong(found.group(1))).toArray();
  }

  private void stalled(Siege siege, int sent) throws IOException {
    String[] tokens = new String[8];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = world.token("mallory");
    }
    siege.connect(64, 8, false, (wire, number) -> {
      Client client = new Client(world.target(), "", tokens[number % tokens.length]);
      wire.send(client.head("PUT", space, 8_000_000) + "{\"name\":\"" + "x".repeat(sent));
      wire.readWithin(60_000);
      siege.tally.add(wire.read());
    });
  }

  private void chunked(Siege siege) throws IOException {
    String token = world.token("mallory");
    String head =
        new Client(world.target(), "", token)
            .head("PUT", space, 0, "Transfer-Encoding", "chunked")
            .replace("Content-Length: 0\r\n", "");
    byte[] filler = new byte[100];
    Arrays.fill(filler, (byte) ' ');
    String chunk = "64\r\n" + new String(filler, java.nio.charset.StandardCharsets.US_ASCII) + "\r\n";
    siege.connect(64, 8, false, (wire, number) -> {
      wire.send(head + chunk);
      while (!siege.isOver()) {
        wire.send(chunk);
        Siege.pause(50);
      }
    });
  }
}
