// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What holds connections: half of a request, nothing at all, bytes that trickle, too many at once. */
final class ConnectionAttacks {
  private final World world;
  private static final List<String> CHUNKED = List.of("/login/device/code", "/user/repos");
  private static final byte[] ZEROS = "0".repeat(16_384).getBytes(StandardCharsets.UTF_8);
  private final byte[] headers;
  private final byte[] small;

  ConnectionAttacks(World world) {
    this.world = world;
    String head = "GET /user HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n";
    this.headers =
        (head + ("X-Filler: " + "x".repeat(988) + "\r\n").repeat(60)).getBytes(StandardCharsets.UTF_8);
    this.small = (head + "abc:\r\n".repeat(1_300)).getBytes(StandardCharsets.UTF_8);
  }

  List<Attack> all() {
    return List.of(
        new Attack("2a", "1,100 connections with 60 KB of unfinished headers", () -> {}, siege ->
            siege.connect(1_100, 4, false, (wire, number) -> hold(siege, wire, headers))),
        new Attack("2b", "4,000 connections with half a form", () -> {}, siege ->
            siege.connect(4_000, 4, false, (wire, number) -> {
              wire.send("POST /login/oauth/access_token HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n"
                  + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8000\r\n\r\n"
                  + "client_id=" + "x".repeat(4_000));
              answered(siege, wire);
            })),
        new Attack("2c", "7,200 idle connections after a request", () -> {}, siege ->
            siege.connect(7_200, 8, false, (wire, number) -> {
              wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n");
              siege.tally.add(wire.read());
              answered(siege, wire);
            })),
        new Attack("2d", "9,000 connections with half a line, more than there may be", () -> {}, siege ->
            siege.connect(9_000, 100, false, (wire, number) ->
                hold(siege, wire, "GET /user HT".getBytes(StandardCharsets.UTF_8)))),
        new Attack("2e", "connections made and closed as fast as 16 clients can", () -> {}, siege ->
            siege.crowd("", 16, (client, round) -> {
              try (Wire wire = Wire.open(world.target(), Siege.address(round))) {
                if (round % 2 == 0) {
                  wire.send("GET /user HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n");
                }
              }
            })),
        new Attack("2f", "4,000 connections with 8 KB of headers of four bytes, unfinished", () -> {}, siege ->
            siege.connect(4_000, 4, false, (wire, number) -> hold(siege, wire, small))),
        new Attack("P", "chunks of 2 GiB, and sizes of chunks without end, without a token, 8 clients", () -> {}, siege ->
            siege.crowd("", 8, (none, round) -> {
              try (Wire wire = Wire.open(world.target(), Siege.address(round))) {
                wire.send("POST " + CHUNKED.get(round % CHUNKED.size()) + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "User-Agent: bench\r\nTransfer-Encoding: chunked\r\n\r\n" + (round % 3 == 2 ? "" : "7fffff00\r\n"));
                for (int i = 0; i < 4_000 && !siege.isOver(); i++) {
                  wire.send(ZEROS);
                }
              } catch (SocketException e) {
                siege.tally.broken(e); // It is expected to be ended.
              }
            })),
        new Attack("D", "100 requests sent at once on each of 32 connections, again and again", () -> {}, this::pipelined),
        new Attack("E", "complete headers of 7 KB to 1 MB, and 2,000 of them, 32 clients", () -> {}, this::large));
  }

  List<Attack> overTls() {
    byte[] hello = new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
    return List.of(
        new Attack("F", "4,000 connections that begin no handshake", () -> {}, siege ->
            siege.connect(4_000, 4, true, (wire, number) -> hold(siege, wire, new byte[0]))),
        new Attack("F", "4,000 connections with half a handshake", () -> {}, siege ->
            siege.connect(4_000, 4, true, (wire, number) -> hold(siege, wire, hello))),
        new Attack("F", "handshakes that are left, 16 clients", () -> {}, siege ->
            siege.crowd("", 16, (client, round) -> {
              try (Wire wire = Wire.bare(world.target(), Siege.address(round))) {
                wire.send(hello);
                wire.send(new byte[400]);
              }
            })),
        new Attack("2a", "300 connections with 60 KB of unfinished headers", () -> {}, siege ->
            siege.connect(300, 4, false, (wire, number) -> hold(siege, wire, headers))));
  }

  private static void hold(Siege siege, Wire wire, byte[] bytes) throws IOException {
    wire.send(bytes);
    answered(siege, wire);
  }

  /** Waits for an answer, or for the end of the connection. */
  private static void answered(Siege siege, Wire wire) throws IOException {
    wire.readWithin(60_000);
    siege.tally.add(wire.read());
    wire.close();
  }

  private void pipelined(Siege siege) throws IOException {
    for (int i = 0; i < 4; i++) {
      String login = "pipe" + i;
      String token = world.token(login);
      siege.crowd("", 8, (none, round) -> {
        try (Wire wire = Wire.open(world.target(), Siege.address(round))) {
          wire.send(new Client(world.target(), "", token).head("GET", "/user", 0).repeat(100));
          for (int j = 0; j < 100; j++) {
            siege.tally.add(wire.read());
          }
        }
      });
    }
  }

  private void large(Siege siege) throws IOException {
    int[] sizes = {7_000, 15_000, 60_000, 1_000_000};
    siege.crowd("mallory", 32, (client, round) -> {
      if (round % 5 == 4) {
        String[] many = new String[4_000];
        for (int i = 0; i < many.length; i += 2) {
          many[i] = "X-" + i;
          many[i + 1] = "x";
        }
        siege.tally.add(client.get("/user", many));
      } else {
        siege.tally.add(client.get("/user", "X-Filler", "x".repeat(sizes[round % 5])));
      }
    });
  }
}
