// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.git.Commit;
import dev.atrium.git.Identity;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A commit in the form that is sent by mail, which {@code git am} takes. */
final class MailPatch {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private MailPatch() {}

  static String of(Commit commit, String diff) {
    Identity author = commit.author();
    String[] message = commit.message().split("\n", 2);
    String rest = message.length == 1 ? "" : message[1].strip();
    // The date of the first line is the same for all: it is how tools tell such a file.
    return "From %s Mon Sep 17 00:00:00 2001\nFrom: %s <%s>\nDate: %s\nSubject: [PATCH] %s\n\n%s---\n\n%s"
        .formatted(
            commit.sha(),
            author.name(),
            author.email(),
            DATE.format(author.when()),
            message[0],
            rest.isEmpty() ? "" : rest + "\n",
            diff);
  }
}
