// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Bodies that are no JSON, or JSON that says nonsense. */
final class BrokenBodies {
  private static final int MUTATIONS = 4;
  private static final String VALID =
      "{\"name\":\"space\",\"description\":\"d\",\"general_instructions\":\"g\",\"base_role\":\"no_access\",\"resources_attributes\":"
          + "[{\"resource_type\":\"free_text\",\"metadata\":{\"name\":\"n\",\"text\":\"t\"}}]}";

  private static final List<String> FIELDS =
      List.of(
          "name",
          "description",
          "general_instructions",
          "base_role",
          "resources_attributes",
          "resource_type",
          "metadata",
          "id",
          "login",
          "scopes",
          "permissions",
          "repository_ids",
          "expires_at");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "7",
          "-1",
          "1.5e400",
          "1e-400",
          "9".repeat(50),
          "9".repeat(2_000),
          "9223372036854775808",
          "NaN",
          "-0",
          "[]",
          "{}",
          "[null]",
          "[[[[]]]]",
          "{\"\":{}}",
          "\"\"",
          "\"   \"",
          "\"a\\u0000b\"",
          "\"a\\ud800b\"",
          "\"\\udc00\\ud800\"",
          "\"a\u0001b\"",
          "\"\\u202e\\ufeff\"",
          "\"" + "x".repeat(5_000) + "\"",
          "[{\"id\":-1}]",
          "[{\"id\":\"x\",\"_destroy\":7}]",
          "[{\"_destroy\":true}]",
          "[{\"resource_type\":[]}]",
          "[{\"resource_type\":\"free_text\",\"metadata\":[]}]",
          "[{\"resource_type\":\"github_file\",\"metadata\":{\"repository_id\":1e30,\"file_path\":{}}}]",
          "[{\"resource_type\":\"repository\",\"metadata\":{\"repository_id\":\"9999999999999999999\"}}]",
          "[{\"resource_type\":\"github_issue\",\"metadata\":{\"repository_id\":1,\"number\":-5}}]");

  private static final List<String> TEXTS =
      List.of(
          "{",
          "}",
          "[",
          "\"",
          "nul",
          "{\"name\":}",
          "{\"name\"}",
          "{name:1}",
          "{'name':1}",
          "{\"name\":\"a\"} {}",
          "{\"name\":\"a\",}",
          "{\"name\":\"a\",\"name\":1}",
          "// x\n{}",
          " ",
          "\u0000",
          "7",
          "\"text\"",
          "null",
          "[{}]",
          "name=a&x=%00",
          "<?xml version=\"1.0\"?><a/>");

  private final Random random;

  BrokenBodies(Random random) {
    this.random = random;
  }

  byte[] next() {
    return switch (random.nextInt(8)) {
      case 0 -> one(TEXTS).getBytes(UTF_8);
      case 1 ->
          one(List.of("[", "{\"a\":", "[{\"a\":"))
              .repeat(50 + random.nextInt(4_000))
              .getBytes(UTF_8);
      case 2 -> nested(1 + random.nextInt(300)).getBytes(UTF_8);
      case 3 -> badUtf8();
      case 4 -> one(List.of(VALID, "{}", "é")).getBytes(random.nextBoolean() ? UTF_16 : ISO_8859_1);
      case 5 -> mutated();
      case 6 -> VALID.substring(0, random.nextInt(VALID.length())).getBytes(UTF_8);
      default -> fields().getBytes(UTF_8);
    };
  }

  /** A valid object with values that its fields do not take. */
  String fields() {
    StringBuilder text = new StringBuilder("{\"name\":\"a\"");
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      text.append(",\"").append(one(FIELDS)).append("\":").append(one(VALUES));
    }
    return text.append('}').toString();
  }

  private static String nested(int depth) {
    return "{\"metadata\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private byte[] badUtf8() {
    String bad =
        one(
            List.of(
                "\u00ff\u00fe",
                "\u00c0\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f8\u0088",
                "\u00e2\u0082"));
    return ("{\"name\":\"a" + bad + "\"}").getBytes(ISO_8859_1);
  }

  private byte[] mutated() {
    byte[] bytes = VALID.getBytes(UTF_8);
    for (int i = 0; i < 1 + random.nextInt(MUTATIONS); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
