// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts tokens as OpenAI's models do. Other makers publish no tokenizer; theirs differ by some
 * percent. An encoding is loaded when it is first used, which takes about a second.
 */
public enum TokenCounter {
  O200K_BASE("o200k_base", EncodingType.O200K_BASE),
  CL100K_BASE("cl100k_base", EncodingType.CL100K_BASE);

  private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

  private final String wire;
  private final EncodingType type;

  TokenCounter(String wire, EncodingType type) {
    this.wire = wire;
    this.type = type;
  }

  /** Returns the name of the encoding. */
  public String wire() {
    return wire;
  }

  /**
   * Counts the tokens of a text, exactly. Special tokens that it spells out are text, which only
   * this count takes: repositories of tokenizers have them.
   */
  public int count(String text) {
    Encoding encoding = REGISTRY.getEncoding(type);
    return encoding.countTokensOrdinary(text);
  }
}
