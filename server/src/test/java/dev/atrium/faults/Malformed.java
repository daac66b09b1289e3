// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

/**
 * One malformed request.
 *
 * @param kind what is wrong with it, for messages
 * @param bytes as they are sent
 * @param hidden whether a second request is smuggled in it, which must not be answered
 * @param cut whether the client stops in the middle and closes its half of the connection
 * @param slow whether it comes byte by byte
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Malformed(String kind, byte[] bytes, boolean hidden, boolean cut, boolean slow) {
  static Malformed of(String kind, Draft draft) {
    return new Malformed(kind, draft.bytes(), false, false, false);
  }

  static Malformed hiding(String kind, Draft draft) {
    return new Malformed(kind, draft.bytes(), true, false, false);
  }

  static Malformed cut(String kind, Draft draft) {
    return new Malformed(kind, draft.bytes(), false, true, false);
  }

  static Malformed slow(String kind, Draft draft) {
    return new Malformed(kind, draft.bytes(), false, false, true);
  }

  boolean head() {
    return bytes.length > 5 && bytes[0] == 'H' && bytes[1] == 'E' && bytes[2] == 'A';
  }
}
