// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who is on the server, and what they need to begin. Nobody attacks from its administrator's address. */
final class World {
  static final String SCOPES = "{\"scopes\":[\"repo\",\"user\",\"admin:org\",\"delete_repo\"]}";
  private static final int MOST_REFUSED = 20;

  private final Target target;
  private final Client admin;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  World(Target target) {
    this.target = target;
    // A kept connection may be ended to make room for others while nothing is asked.
    this.admin = new Client(target, "127.0.0.1", target.admin()).connectingAgain();
  }

  Target target() {
    return target;
  }

  /** Calls as the site's administrator. */
  synchronized Answer admin(String method, String path, String body) throws IOException {
    return admin.call(method, path, body);
  }

  /** Returns a new token of a user, who is made if they are missing. */
  String token(String login) throws IOException {
    return token(login, SCOPES);
  }

  String token(String login, String scopes) throws IOException {
    if (made.add(login)) {
      admin("POST", "/admin/users", "{\"login\":\"" + login + "\"}").expect(201);
    }
    String path = "/admin/users/" + login + "/authorizations";
    for (int refused = 0; ; refused++) {
      try {
        return admin("POST", path, scopes).expect(201).found("\"token\":\"([^\"]+)\"");
      } catch (SocketException e) {
        if (refused == MOST_REFUSED) {
          throw e; // While it is late, a server refuses a second new connection of an address.
        }
      }
    }
  }

  /** Returns a client with a new token of a user, from the administrator's address. */
  Client client(String login) throws IOException {
    return new Client(target, "127.0.0.1", token(login));
  }

  void organization(String login, String owner) throws IOException {
    token(owner);
    admin("POST", "/admin/organizations", "{\"login\":\"%s\",\"admin\":\"%s\"}".formatted(login, owner)).expect(201);
  }

  /** Makes a repository of a user; returns its id. */
  static long repository(Client owner, String name, String more) throws IOException {
    return Long.parseLong(
        owner.post("/user/repos", "{\"name\":\"" + name + "\"" + more + "}").expect(201).found("\"id\":(\\d+)"));
  }

  /** Makes a space of a user; returns its path. */
  static String space(Client owner, String login, String more) throws IOException {
    String spaces = "/users/" + login + "/copilot-spaces";
    return spaces
        + "/"
        + owner.post(spaces, "{\"name\":\"s\"" + more + "}").expect(201).found("\"number\":(\\d+)");
  }

  static String list(int count, IntFunction<String> element) {
    return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
  }

  static String note(int i, String text) {
    return "{\"resource_type\":\"free_text\",\"metadata\":{\"name\":\"n%d\",\"text\":\"%s\"}}".formatted(i, text);
  }

  /** Returns the body of a write of a file. */
  static String file(String content, String more) {
    return file(content.getBytes(StandardCharsets.UTF_8), more);
  }

  static String file(byte[] content, String more) {
    return "{\"message\":\"m\",\"content\":\"%s\"%s}".formatted(Base64.getEncoder().encodeToString(content), more);
  }
}
