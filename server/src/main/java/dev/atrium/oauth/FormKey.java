// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.oauth;

import dev.atrium.access.Caller;
import dev.atrium.http.Sealed;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The CSRF protection of consent forms: proof that a form comes from our own page, shown to the
 * same user for the same question. Another site's page could send the form, but cannot read the
 * proof.
 */
final class FormKey {
  private static final Duration LASTS = Duration.ofMinutes(15);

  private final Sealed sealed;
  private final Clock clock;

  /**
   * @param secret shared by all servers of an installation
   */
  FormKey(byte[] secret, Clock clock) {
    this.sealed = new Sealed(secret, "proofs of forms");
    this.clock = clock;
  }

  String make(Caller caller, String question) {
    long until = clock.instant().plus(LASTS).getEpochSecond();
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(until).array();
    return sealed.seal(context(caller, question), value);
  }

  boolean fits(Caller caller, String question, @Nullable String sent) {
    return sent != null
        && sealed
            .open(context(caller, question), sent)
            .filter(value -> ByteBuffer.wrap(value).getLong() > clock.instant().getEpochSecond())
            .isPresent();
  }

  private static String context(Caller caller, String question) {
    return caller.id() + "\n" + question;
  }
}
