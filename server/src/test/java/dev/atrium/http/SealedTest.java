// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of every value, tried on random ones. */
class SealedTest {
  private static final int TRIES = 500;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final Random random = new Random(42);
  private final byte[] secret = bytes(32);
  private final Sealed sealed = new Sealed(secret, "tests");

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] value() {
    return bytes(random.nextInt(70));
  }

  /** Often short, so that contexts meet that begin alike. */
  private String context() {
    return random.ints(random.nextInt(6), 0, 3).mapToObj("aé\n"::charAt).toList().toString();
  }

  @Test
  void open_inItsContext_givesTheValueBack_onEveryServer() {
    Sealed other = new Sealed(secret, "tests");
    for (int i = 0; i < TRIES; i++) {
      String context = context();
      byte[] value = value();
      String text = sealed.seal(context, value);
      assertThat(text).matches("[A-Za-z0-9_-]+");
      assertThat(other.open(context, text)).hasValue(value);
      assertThat(other.seal(context, value)).isEqualTo(text);
    }
  }

  @Test
  void open_forAnotherPurpose_secretOrContext_isRefused() {
    Sealed otherPurpose = new Sealed(secret, "test");
    Sealed otherSecret = new Sealed(bytes(32), "tests");
    for (int i = 0; i < TRIES; i++) {
      String context = context();
      String otherContext = context();
      String text = sealed.seal(context, value());
      assertThat(otherPurpose.open(context, text)).isEmpty();
      assertThat(otherSecret.open(context, text)).isEmpty();
      assertThat(sealed.open(otherContext, text).isPresent())
          .isEqualTo(otherContext.equals(context));
      assertThat(sealed.open(context + "x", text)).isEmpty();
    }
  }

  @Test
  void open_ofAChangedByte_isRefused() {
    for (int i = 0; i < TRIES; i++) {
      byte[] raw = Base64.getUrlDecoder().decode(sealed.seal("c", value()));
      raw[random.nextInt(raw.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(sealed.open("c", encode(raw))).isEmpty();
    }
  }

  @Test
  void open_ofAnyOtherText_isRefused() {
    for (int i = 0; i < TRIES; i++) {
      String text = sealed.seal("c", value());
      int at = random.nextInt(text.length());
      char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertThat(sealed.open("c", changed).isPresent()).as(changed).isEqualTo(changed.equals(text));
      assertThat(sealed.open("c", text.substring(0, at))).isEmpty();
      assertThat(sealed.open("c", text + other)).isEmpty();
      assertThat(sealed.open("c", text + "=")).isEmpty();
      assertThat(sealed.open("c", encode(value()))).isEmpty();
    }
    assertThat(sealed.open("c", "")).isEmpty();
    assertThat(sealed.open("c", "not Base64!")).isEmpty();
  }

  @Test
  void seal_ofValuesThatBeginAlike_showsNothingAlike() {
    Set<String> beginnings = new HashSet<>();
    for (int i = 0; i < TRIES; i++) {
      byte[] value = new byte[16];
      value[14] = (byte) (i >> 8);
      value[15] = (byte) i;
      String text = sealed.seal("c", value);
      beginnings.add(text.substring(0, 8));
      beginnings.add(text.substring(text.length() - 8));
    }
    assertThat(beginnings).hasSize(2 * TRIES);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
