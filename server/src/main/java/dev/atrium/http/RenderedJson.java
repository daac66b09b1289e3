// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;

/**
 * Pre-rendered JSON for a part that occurs many times in one answer, such as the owner in a list of
 * spaces.
 */
public final class RenderedJson implements JsonSerializable {
  private final SerializableString json;

  private RenderedJson(SerializableString json) {
    this.json = json;
  }

  public static RenderedJson of(Object value) {
    return new RenderedJson(new SerializedString(Json.writeText(value)));
  }

  /** Returns its length in characters. */
  public int length() {
    return json.charLength();
  }

  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    generator.writeRawValue(json);
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
      throws IOException {
    serialize(generator, provider);
  }
}
