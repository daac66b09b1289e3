// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.error.FieldError;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The readers of a body's fields, at their maxima and past them. */
class FieldsTest {
  private static final int MOST = 3;

  private static ObjectNode list(int size, String element) {
    ObjectNode body = Json.mapper().createObjectNode();
    ArrayNode list = body.putArray("f");
    for (int i = 0; i < size; i++) {
      list.add(Json.read(element));
    }
    return body;
  }

  private static ObjectNode object(int size) {
    ObjectNode body = Json.mapper().createObjectNode();
    ObjectNode object = body.putObject("f");
    for (int i = 0; i < size; i++) {
      object.put("n" + i, i);
    }
    return body;
  }

  private static List<FieldError> faults(ObjectNode body, BiConsumer<Fields, String> reader) {
    Fields fields = new Fields(body, "Thing");
    reader.accept(fields, "f");
    return fields.errors();
  }

  private static void held(String element, BiConsumer<Fields, String> reader) {
    assertThat(faults(list(MOST, element), reader)).isEmpty();
    assertThat(faults(list(MOST + 1, element), reader))
        .containsExactly(
            FieldError.invalid("Thing", "f", "f must have at most " + MOST + " elements"));
    // The elements of a list that is too long are not even looked at: there is one fault, not many.
    assertThat(faults(list(MOST + 1, "[[]]"), reader)).hasSize(1);
  }

  @Test
  void lists_haveAMaximum() {
    held("\"a\"", (fields, field) -> fields.texts(field, MOST, 5));
    held("\"a\"", (fields, field) -> fields.names(field, "name", MOST, 5));
    held("{\"name\":\"a\"}", (fields, field) -> fields.names(field, "name", MOST, 5));
    held("7", (fields, field) -> fields.integers(field, MOST));
    held("{}", (fields, field) -> fields.objects(field, MOST));
  }

  @Test
  void objects_haveAMaximum() {
    assertThat(faults(object(MOST), (fields, field) -> fields.object(field, MOST))).isEmpty();
    assertThat(faults(object(MOST + 1), (fields, field) -> fields.object(field, MOST)))
        .containsExactly(
            FieldError.invalid("Thing", "f", "f must have at most " + MOST + " fields"));
  }

  @Test
  void texts_haveAMaximum_numbersToo() {
    ObjectNode body = Json.mapper().createObjectNode().put("f", 12345L).put("g", "12345");
    Fields fields = new Fields(body, "Thing");
    assertThat(fields.textOrNumber("f", 5).value()).isEqualTo("12345");
    assertThat(fields.textOrNumber("f", 4).value()).isNull();
    assertThat(fields.text("g", 4).value()).isNull();
    assertThat(fields.errors()).extracting(FieldError::field).containsExactly("f", "g");
  }

  /** A reader without a maximum could be used by mistake; so there is none. */
  @Test
  void whatCanBeLong_isReadWithAMaximumOnly() {
    assertThat(
            Arrays.stream(Fields.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(FieldsTest::readsMuch)
                .filter(method -> !List.of(method.getParameterTypes()).contains(int.class))
                .map(Method::getName))
        // One of few values is as long as the longest of them.
        .containsExactly("oneOf");
  }

  private static boolean readsMuch(Method method) {
    return method.getDeclaringClass() == Fields.class
        && !Set.of("errors", "resource").contains(method.getName())
        && !(method.getGenericReturnType() instanceof ParameterizedType type
            && Set.<Object>of(Long.class, Boolean.class).contains(type.getActualTypeArguments()[0]))
        && !method.getReturnType().isPrimitive();
  }
}
