// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Attempts to do or to learn what one may not. */
final class RightsAttacks {
  private static final int LATE = 160;

  private final World world;
  private final AtomicInteger names = new AtomicInteger();
  private final Queue<Long> deleted = new ConcurrentLinkedQueue<>();
  private String hidden = "";
  private String signIn = "";
  private String installation = "";

  RightsAttacks(World world) {
    this.world = world;
  }

  List<Attack> all() {
    return List.of(
        new Attack("3", "forms of another origin with Basic, 8 clients", () -> {}, this::foreign),
        new Attack("4", "bodies that end after the right to send them, 10 clients", () -> {}, this::late),
        new Attack("8", "signing in to an app with a token that can do less, 4 clients", this::app, this::weak),
        new Attack("9", "repositories deleted while they are made and written, 8 clients", () -> {}, this::deletions),
        new Attack("10", "issues with assignees by strangers, 4 clients", this::publicRepository, this::assignees),
        new Attack("13", "hidden against missing by id, one client", this::hidden, this::timed),
        new Attack("14", "an installation that shares a space, 4 clients", this::installation, this::shares));
  }

  private void foreign(Siege siege) throws IOException {
    String basic = Base64.getEncoder().encodeToString(("mallory:" + world.token("mallory")).getBytes(StandardCharsets.UTF_8));
    String site = Base64.getEncoder().encodeToString(("admin:" + world.target().admin()).getBytes(StandardCharsets.UTF_8));
    String[][] writes = {
      {"POST", "/user/repos", "{\"name\":\"stolen\"}", basic},
      {"PUT", "/repos/hubot0/mine/collaborators/mallory", "", basic},
      {"POST", "/repos/mallory/names/transfer", "{\"new_owner\":\"hubot0\"}", basic},
      {"POST", "/admin/users/mallory/authorizations", World.SCOPES, site},
      {"DELETE", "/repos/mallory/names", "", basic}
    };
    siege.crowd("", 8, (client, round) -> {
      String[] write = writes[round % writes.length];
      Answer answer =
          client.call(write[0], write[1], write[2], "Authorization", "Basic " + write[3], "Content-Type",
              "text/plain", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
      siege.tally.add(answer);
      if (answer.status() < 400) {
        siege.tally.wrong(write[0] + " " + write[1] + " of another origin answers " + answer.status());
      }
    });
  }

  // --- late bodies ----------------------------------------------------------------------------------

  private void late(Siege siege) throws IOException {
    siege.crowd("", 10, (none, round) -> {
      String login = "late" + names.getAndIncrement();
      String owner = login + "-owner";
      try (Client client = world.client(owner)) {
        String token = world.token(login);
        long id = World.repository(client, "plans", ",\"private\":true,\"auto_init\":true");
        String path = "/repos/" + owner + "/plans";
        client.put(path + "/collaborators/" + login, "{\"permission\":\"push\"}").expect(201);
        int which = round % 5;
        String body = World.file("x", "");
        try (Wire wire = Wire.open(world.target(), newAddress())) {
          String head = new Client(world.target(), "", token).head("PUT", path + "/contents/late.txt", body.length());
          wire.send(head + body.substring(0, 5));
          Siege.pause(20);
          switch (which) {
            case 0 -> world.admin("DELETE", "/admin/users/" + login + "/authorizations", "").expect(204);
            case 1 -> world.admin("PUT", "/users/" + login + "/suspended", "").expect(204);
            case 2 -> client.delete(path + "/collaborators/" + login).expect(204);
            case 3 -> client.call("PATCH", path, "{\"archived\":true}").expect(200);
            default -> client.delete(path).expect(204);
          }
          Siege.pause(LATE);
          wire.send(body.substring(5));
          Answer answer = siege.tally.add(wire.read());
          int expected = new int[] {401, 403, 404, 403, 404}[which];
          if (answer.status() != expected && answer.status() != 503) {
            siege.tally.wrong("late body, case " + which + ": " + answer.status());
          }
          if (which == 4 && Files.exists(folder(id))) {
            siege.tally.wrong("the folder of a deleted repository is back");
          }
        }
      }
    });
  }

  /** Returns an address that was never refused anything: past ten refusals it would get 403. */
  private String newAddress() {
    int number = names.getAndIncrement();
    return "127.0." + (8 + number / 250) + "." + (1 + number % 250);
  }

  private Path folder(long id) {
    return world.target().data().resolve("repositories").resolve(id + ".git");
  }

  // --- apps -----------------------------------------------------------------------------------------

  private void app() throws IOException {
    world.organization("strong", "mallory");
    Answer app =
        world.admin("POST", "/admin/apps",
            "{\"name\":\"strong\",\"owner\":\"strong\",\"permissions\":{\"administration\":\"write\"},"
                + "\"callback_urls\":[\"https://app.example/\"]}").expect(201);
    world.admin("POST", "/admin/apps/strong/installations", "{\"account\":\"strong\"}").expect(201);
    signIn =
        "/login/oauth/authorize?client_id=" + app.found("\"client_id\":\"([^\"]+)\"")
            + "&redirect_uri=https%3A%2F%2Fapp.example%2F&state=s";
  }

  private void weak(Siege siege) throws IOException {
    String weak = world.token("mallory", "{\"scopes\":[\"repo\",\"user\",\"admin:org\"]}");
    siege.crowd("", 4, (none, round) -> {
      try (Client client = new Client(world.target(), Siege.address(round), weak)) {
        Answer answer = siege.tally.add(client.get(signIn));
        if (answer.status() != 403) {
          siege.tally.wrong("a weak token signs in: " + answer.status());
        }
      }
    });
  }

  private void installation() throws IOException {
    world.organization("seats", "mallory");
    try (Client owner = world.client("mallory")) {
      installation =
          "/orgs/seats/copilot-spaces/"
              + owner.post("/orgs/seats/copilot-spaces", "{\"name\":\"s\",\"base_role\":\"reader\"}").expect(201).found("\"number\":(\\d+)");
    }
  }

  private void shares(Siege siege) throws IOException {
    String token =
        world.admin("POST", "/admin/organizations/seats/installation-tokens",
            "{\"name\":\"i\",\"permissions\":{\"organization_copilot_spaces\":\"read\",\"organization_copilot_seat_management\":\"write\"}}")
            .expect(201).found("\"token\":\"([^\"]+)\"");
    siege.crowd("", 4, (none, round) -> {
      try (Client client = new Client(world.target(), Siege.address(round), token)) {
        Answer answer =
            siege.tally.add(
                client.post(installation + "/collaborators",
                    "{\"actor_type\":\"User\",\"actor_identifier\":\"mallory\",\"role\":\"admin\"}"));
        if (answer.status() < 400) {
          siege.tally.wrong("an installation that may read shares");
        }
      }
    });
  }

  // --- repositories ---------------------------------------------------------------------------------

  private void deletions(Siege siege) throws IOException {
    deleted.clear();
    siege.crowd("mallory", 8, (client, round) -> {
      String name = "gone" + names.getAndIncrement();
      long id = World.repository(client, name, "");
      String path = "/repos/mallory/" + name;
      try {
        Thread writer = Thread.ofVirtual().start(() -> write(siege, client, path));
        Siege.pause(round % 10);
        try (Client deleting = world.client("mallory")) {
          siege.tally.add(deleting.delete(path));
        }
        writer.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (Files.exists(folder(id))) {
        Siege.pause(1_000);
        if (Files.exists(folder(id))) {
          siege.tally.wrong("the folder of a deleted repository is left");
        }
      }
    });
  }

  private static void write(Siege siege, Client client, String path) {
    try {
      for (int i = 0; i < 3; i++) {
        client.close(); // A request on a kept connection may be sent twice, and the second one finds the first one's file.
        Answer answer = siege.tally.add(client.put(path + "/contents/f" + i, World.file("x".repeat(1_000), "")));
        if (answer.status() == 422) {
          siege.tally.wrong(path + " f" + i + answer.body());
        }
      }
    } catch (IOException e) {
      siege.tally.broken(e);
    }
  }

  private void publicRepository() throws IOException {
    world.token("member");
    try (Client owner = world.client("mallory")) {
      World.repository(owner, "public", ",\"private\":false");
      owner.put("/repos/mallory/public/collaborators/member", "{\"permission\":\"push\"}");
    }
    world.token("nobody1");
  }

  private void assignees(Siege siege) throws IOException {
    siege.crowd("outsider", 4, (client, round) -> {
      String of = round % 2 == 0 ? "member" : "nobody1";
      Answer answer =
          siege.tally.add(client.post("/repos/mallory/public/issues", "{\"title\":\"t\",\"assignees\":[\"" + of + "\"],\"labels\":[\"l\"]}"));
      if (answer.status() != 201 || !answer.body().contains("\"assignees\":[]")) {
        siege.tally.wrong("membership is told: " + of + " " + answer.status());
      }
    });
  }

  private void hidden() throws IOException {
    try (Client owner = world.client("hider")) {
      hidden = "/repositories/" + World.repository(owner, "hidden", ",\"private\":true");
    }
  }

  private void timed(Siege siege) throws IOException {
    long[][] times = new long[2][20_000];
    int[] count = {0};
    siege.crowd("mallory", 1, (client, round) -> {
      int which = round % 2;
      long begun = System.nanoTime();
      Answer answer = client.get(which == 0 ? hidden : "/repositories/987654321");
      times[which][count[0] / 2 % times[which].length] = System.nanoTime() - begun;
      count[0]++;
      siege.tally.add(answer);
      if (answer.status() != 404 && answer.status() != 403) {
        siege.tally.wrong("hidden: " + answer.status());
      }
      if (count[0] == 3_000) {
        double ratio = (double) median(times[0]) / median(times[1]);
        if (ratio < 0.8 || ratio > 1.25) {
          siege.tally.wrong("hidden takes %.2f of missing".formatted(ratio));
        }
      }
    });
  }

  private static long median(long[] times) {
    long[] sorted = Arrays.copyOf(times, 1_500);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
