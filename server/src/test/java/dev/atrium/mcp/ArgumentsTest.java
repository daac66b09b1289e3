// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.http.Json;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What models send, and what is made of it. */
class ArgumentsTest {
  private static Arguments of(String json) {
    return new Arguments((ObjectNode) Json.read(json), Map.of("space", "name", "number", "name"));
  }

  private static void fails(ThrowingCallable call, String message) {
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(call).withMessage(message);
  }

  @Test
  void text_isReadFromNumbers_andBlankIsAbsent() {
    Arguments arguments = of("{\"a\":\" x \",\"b\":12,\"c\":true,\"d\":\"  \",\"e\":null}");
    assertThat(arguments.text("a")).contains(" x ");
    assertThat(arguments.text("b")).contains("12");
    assertThat(arguments.text("c")).contains("true");
    assertThat(arguments.text("d")).isEmpty();
    assertThat(arguments.text("e")).isEmpty();
    assertThat(arguments.text("f")).isEmpty();
  }

  @Test
  void faults_nameTheArgument() {
    Arguments arguments = of("{\"list\":[],\"nul\":\"a\\u0000\",\"blank\":\"\",\"one\":1}");
    fails(() -> arguments.required("q"), "The argument \"q\" is missing. Call again with it.");
    fails(
        () -> arguments.required("blank"),
        "The argument \"blank\" is missing. Call again with it.");
    fails(() -> arguments.text("list"), "The argument \"list\" must be a text.");
    fails(() -> arguments.text("nul"), "The argument \"nul\" must not contain NUL.");
    fails(() -> arguments.object("one"), "The argument \"one\" must be an object.");
    fails(() -> arguments.object("list"), "The argument \"list\" must be an object.");
  }

  @Test
  void numbers_areMovedIntoTheirBounds() {
    Arguments arguments =
        of(
            "{\"a\":5,\"b\":\" 7 \",\"c\":1e300,\"d\":-4,\"e\":\"many\",\"f\":2.9,\"g\":\"99999999999\",\"h\":\"1e9\",\"i\":[]}");
    assertThat(arguments.number("a", 10, 1, 50)).isEqualTo(5);
    assertThat(arguments.number("b", 10, 1, 50)).isEqualTo(7);
    assertThat(arguments.number("c", 10, 1, 50)).isEqualTo(50);
    assertThat(arguments.number("d", 10, 1, 50)).isEqualTo(1);
    assertThat(arguments.number("e", 10, 1, 50)).isEqualTo(10);
    assertThat(arguments.number("f", 10, 1, 50)).isEqualTo(2);
    assertThat(arguments.number("g", 10, 1, 50)).isEqualTo(50);
    assertThat(arguments.number("h", 10, 1, 50)).isEqualTo(10);
    assertThat(arguments.number("i", 10, 1, 50)).isEqualTo(10);
    assertThat(arguments.number("none", 10, 1, 50)).isEqualTo(10);
  }

  @Test
  void flags_areReadFromTexts() {
    Arguments arguments = of("{\"a\":true,\"b\":\"True\",\"c\":1,\"d\":\"no\",\"e\":\"perhaps\"}");
    assertThat(arguments.flag("a", false)).isTrue();
    assertThat(arguments.flag("b", false)).isTrue();
    assertThat(arguments.flag("c", false)).isTrue();
    assertThat(arguments.flag("d", true)).isFalse();
    assertThat(arguments.flag("e", true)).isTrue();
    assertThat(arguments.flag("none", false)).isFalse();
  }

  @Test
  void aliases_countWhereTheNameIsAbsent() {
    assertThat(of("{\"space\":\"Docs\"}").text("name")).contains("Docs");
    assertThat(of("{\"number\":12}").text("name")).contains("12");
    assertThat(of("{\"space\":\"Docs\",\"name\":\"Plans\"}").text("name")).contains("Plans");
    assertThat(of("{\"space\":\"Docs\",\"name\":null}").text("name")).contains("Docs");
    assertThat(of("{\"space\":null}").text("name")).isEmpty();
  }

  @Test
  void objects_areReadFromTexts() {
    Arguments arguments = of("{\"a\":{\"b\":1},\"c\":\"{\\\"b\\\":2}\",\"d\":\"{\"}");
    assertThat(arguments.object("a").orElseThrow().get("b").asInt()).isEqualTo(1);
    assertThat(arguments.object("c").orElseThrow().get("b").asInt()).isEqualTo(2);
    assertThat(arguments.object("none")).isEmpty();
    fails(() -> arguments.object("d"), "The argument \"d\" must be an object.");
  }
}
