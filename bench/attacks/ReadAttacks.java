// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads that are large, slow, or ask for much. */
final class ReadAttacks {
  private static final String EMOJI = "😀";

  private final World world;
  private String large = "";

  private final Map<Client, Client> strangers = new ConcurrentHashMap<>();

  ReadAttacks(World world) {
    this.world = world;
  }

  List<Attack> all() {
    return List.of(
        new Attack("7", "60 readers of 40 issues of 65,000 emoji who do not read, 4 who do", this::emoji, siege -> {
          deaf(siege, "/repos/mallory/emoji/issues?per_page=50", 60, 0);
          siege.crowd("mallory", 4, (client, round) ->
              served(siege, client.get("/repos/mallory/emoji/issues?per_page=50")));
        }),
        new Attack("7", "60 readers of a space of 8 Mi characters who do not read, 4 who do", this::largeSpace, siege -> {
          deaf(siege, large, 60, 0);
          siege.crowd("mallory", 4, (client, round) -> served(siege, client.get(large)));
        }),
        new Attack("J", "200 readers of a space of 8 Mi characters who read 1 KB ten times a second",
            this::largeSpace, siege -> deaf(siege, large, 200, 1_000)),
        new Attack("11", "labels of 3,000 names, paths 2,000 deep, a ref of 3,000 characters, 8 clients", this::names,
            siege -> siege.crowd("mallory", 8, (client, round) -> siege.tally.add(long_(client, round)))),
        new Attack("K", "the audit log by phrases that match nothing, 16 clients", this::organization, siege ->
            siege.crowd("mallory", 16, (client, round) -> siege.tally.add(client.get(
                "/orgs/evil2/audit-log?include=all&per_page=100&phrase="
                    + URLEncoder.encode(PHRASES.get(round % PHRASES.size()), StandardCharsets.UTF_8))))),
        new Attack("L", "tokens that are none, 16 clients", () -> {}, siege ->
            siege.crowd("", 16, (none, round) -> {
              // Addresses of its own: they are refused for a while afterwards.
              String from = "127.0.3." + (1 + round % 200);
              try (Client client = new Client(world.target(), from, "ghp_" + "%036d".formatted(round))) {
                siege.tally.add(client.get("/users/hubot0/copilot-spaces/1"));
              }
            })),
        new Attack("S", "300 connections that ask and ask for little, without a token", () -> {}, siege ->
            siege.crowd("", 300, (none, round) ->
                // Addresses of its own: they are refused for a while afterwards.
                siege.tally.add(strangers.computeIfAbsent(none, key -> siege.keep(stranger())).get("/user")))),
        new Attack("T", "300 connections that ask and ask for a small list", this::names, siege ->
            siege.crowd("mallory", 300, (client, round) ->
                siege.tally.add(client.get("/repos/mallory/names/branches")))),
        new Attack("U", "queries of 16 KB without names, and of 3,000 names, 30 clients", this::names, siege ->
            siege.crowd("mallory", 30, (client, round) -> siege.tally.add(client.get(
                "/repos/mallory/names/issues?per_page=1" + (round % 2 == 0 ? "&".repeat(15_000) : QUERY))))),
        new Attack("M", "raw files by a thousand ranges, and by conditions of 7 KB, 16 clients", this::names, siege ->
            siege.crowd("mallory", 16, (client, round) -> siege.tally.add(round % 2 == 0
                ? client.get("/raw/mallory/names/main/README.md", "Range", "bytes=" + World.list(1_000, i -> i + "-" + i))
                : client.get("/user", "If-None-Match", World.list(1_000, i -> "\"e" + i + "\""))))),
        new Attack("N", "100 issues with 100 labels each, 40 clients", this::labels, siege ->
            siege.crowd("mallory", 40, (client, round) ->
                served(siege, client.get("/repos/mallory/labelled/issues?per_page=100")))),
        new Attack("Q", "lists and labels of 1,000 issues of 60,000 emoji, 32 clients", this::bodies, siege ->
            siege.crowd("mallory", 32, (client, round) ->
                served(siege, client.get("/repos/mallory/bodies/" + LISTS.get(round % LISTS.size()))))),
        new Attack("R", "100 readers of a raw file of 4 MB, and of a folder of long names, who do not read", this::zeros,
            siege -> {
              deaf(siege, "/raw/mallory/zeros/main/zeros", 50, 0);
              deaf(siege, "/repos/mallory/zeros/contents/" + DEEP, 50, 0);
            }));
  }

  private static final String DEEP = "%21".repeat(250) + ("%2F" + "%21".repeat(250)).repeat(9);
  private static final String QUERY =
      IntStream.range(0, 3_000).mapToObj(i -> "&a" + i).collect(Collectors.joining());

  private static final List<String> LISTS =
      List.of(
          "issues?per_page=1", "issues?state=closed", "issues?sort=updated&per_page=1", "issues?sort=comments&per_page=1",
          "labels?per_page=1", "labels/none", "issues?labels=a,b,c,d,e,f,g,h,i,none&per_page=1");

  private static final List<String> PHRASES =
      List.of(
          "zebra", "-action:repo -action:org zebra", "actor:nobody created:>=2001-01-01 zebra", "ip:192.0.2.9",
          "operation:modify operation:create", World.list(100, i -> "word" + i).replace(',', ' '));

  private Client stranger() {
    return new Client(world.target(), "127.0.4." + (1 + strangers.size() % 200), "");
  }

  private static void served(Siege siege, Answer answer) {
    siege.tally.add(answer);
    if (answer.status() != 200 && answer.status() != 404 && answer.status() != 503) {
      siege.tally.wrong("answered " + answer.status());
    }
  }

  /** Asks for something, and then takes no or only a few bytes of it at a time. */
  private void deaf(Siege siege, String path, int readers, int bytes) throws IOException {
    String token = world.token("mallory");
    siege.connect(readers, 8, false, (wire, number) -> {
      wire.send(new Client(world.target(), "", token).head("GET", path, 0));
      while (!siege.isOver() && (bytes == 0 || wire.sip(bytes))) {
        Siege.pause(100);
      }
    });
  }

  private void emoji() throws IOException {
    try (Client owner = world.client("mallory")) {
      World.repository(owner, "emoji", "");
      String body = EMOJI.repeat(65_000);
      for (int i = 0; i < 40; i++) {
        owner.post("/repos/mallory/emoji/issues", "{\"title\":\"t\",\"body\":\"" + body + "\"}").expect(201);
      }
    }
  }

  private void largeSpace() throws IOException {
    if (large.isEmpty()) {
      try (Client owner = world.client("mallory")) {
        large = World.space(owner, "mallory", "");
        for (int i = 0; i < 8; i++) { // What one body cannot hold comes in parts.
          String notes = World.list(4, each -> World.note(each, EMOJI.repeat(250_000)));
          Answer answer = owner.put(large, "{\"resources_attributes\":[" + notes + "]}");
          if (answer.status() != 200) {
            answer.expect(422);
            break;
          }
        }
      }
    }
  }

  private void names() throws IOException {
    try (Client owner = world.client("mallory")) {
      owner.post("/user/repos", "{\"name\":\"names\",\"auto_init\":true}");
    }
  }

  private void bodies() throws IOException {
    try (Client owner = world.client("mallory")) {
      World.repository(owner, "bodies", "");
      String labels = World.list(99, i -> "\"l" + i + EMOJI.repeat(40) + "\"");
      String body = EMOJI.repeat(60_000);
      for (int i = 0; i < 1_000; i++) {
        owner
            .post("/repos/mallory/bodies/issues", "{\"title\":\"t\",\"body\":\"" + body + "\",\"labels\":[" + labels + "]}")
            .expect(201);
      }
    }
  }

  private void zeros() throws IOException {
    try (Client owner = world.client("mallory")) {
      World.repository(owner, "zeros", "");
      owner.put("/repos/mallory/zeros/contents/zeros", World.file(new byte[4_000_000], "")).expect(201);
      for (int i = 0; i < 200; i++) {
        owner.put("/repos/mallory/zeros/contents/" + DEEP + "%2F" + i, World.file("", "")).expect(201);
      }
    }
  }

  private void labels() throws IOException {
    try (Client owner = world.client("mallory")) {
      World.repository(owner, "labelled", "");
      String labels = World.list(100, i -> "\"label" + i + "\"");
      for (int i = 0; i < 100; i++) {
        owner.post("/repos/mallory/labelled/issues", "{\"title\":\"t\",\"labels\":[" + labels + "]}").expect(201);
      }
    }
  }

  private static Answer long_(Client client, int round) throws IOException {
    String path = "/repos/mallory/names";
    String deep = "d/".repeat(2_000) + "f";
    return switch (round % 5) {
      case 0 -> client.get(path + "/issues?labels=" + World.list(3_000, i -> "l" + i));
      case 1 -> client.put(path + "/contents/" + deep, World.file("x", ""));
      case 2 -> client.get(path + "/contents/README.md?ref=" + "r".repeat(3_000));
      case 3 -> client.get(path + "/contents/" + deep);
      default -> client.get(path + "/git/ref/heads/" + "r/".repeat(1_500) + "r");
    };
  }

  private void organization() throws IOException {
    world.organization("evil2", "mallory");
    try (Client owner = world.client("mallory")) {
      for (int i = 0; i < 2_000; i++) {
        owner.post("/orgs/evil2/repos", "{\"name\":\"r" + i + "\"}").expect(201);
      }
    }
  }
}
