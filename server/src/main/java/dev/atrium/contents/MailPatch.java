// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.git.Commit;
import dev.atrium.git.GitUser;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A commit in the e-mail format that {@code git am} reads. */
final class MailPatch {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private MailPatch() {}

  static String of(Commit commit, String diff) {
    GitUser author = commit.author();
    String[] message = commit.message().split("\n", 2);
    String rest = message.length == 1 ? "" : message[1].strip();
    // The date in the first line is the same in all patches: tools recognise the format by it.
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
