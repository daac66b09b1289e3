// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * GitHub's rule for the slug of a team, which its path contains: {@code My TEam Näme} becomes
 * {@code my-team-name}. Letters of other scripts stay, since nothing would be left of such names
 * otherwise.
 */
public final class Slug {
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]+");
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern ENDS = Pattern.compile("^-|-$");

  private Slug() {}

  /** Returns the slug of a name; empty if the name has no letter or digit. */
  public static String of(String name) {
    String lower = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    String plain = Normalizer.normalize(ACCENTS.matcher(lower).replaceAll(""), Normalizer.Form.NFC);
    return ENDS.matcher(OTHERS.matcher(plain).replaceAll("-")).replaceAll("");
  }
}
