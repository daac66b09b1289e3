// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a yes comes from our own page, shown to that very user for that very question:
 * another site's page could send the form, but not read the proof.
 */
final class FormKey {
  private static final Duration LASTS = Duration.ofMinutes(15);

  private final SecretKeySpec key;
  private final Clock clock;

  /**
   * @param secret shared by all servers of an installation
   */
  FormKey(byte[] secret, Clock clock) {
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.clock = clock;
  }

  String make(Caller caller, String question) {
    long until = clock.instant().plus(LASTS).getEpochSecond();
    return until + "." + proof(caller, question, until);
  }

  boolean fits(Caller caller, String question, @Nullable String sent) {
    if (sent == null || !sent.matches("[0-9]{1,12}\\..{1,64}")) {
      return false;
    }
    int dot = sent.indexOf('.');
    long until = Long.parseLong(sent.substring(0, dot));
    return until > clock.instant().getEpochSecond()
        && MessageDigest.isEqual(
            proof(caller, question, until).getBytes(StandardCharsets.UTF_8),
            sent.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
  }

  private String proof(Caller caller, String question, long until) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String text = caller.id() + "\n" + until + "\n" + question;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
