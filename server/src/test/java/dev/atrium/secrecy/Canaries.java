// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.secrecy;

import dev.atrium.testing.Client.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that are nowhere else, one in every hidden field: where one turns up in an answer, however
 * it is written there, something hidden was told.
 */
final class Canaries {
  private static final int LENGTH = 20;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  private final Random random;
  private final Map<String, Secret> all = new LinkedHashMap<>();
  private final Set<String> given = new HashSet<>();

  Canaries(long seed) {
    this.random = new Random(seed);
  }

  /** A new one, good as a name, a slug, a path or a text. */
  String next(Secret secret) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    all.put(text.toString(), secret);
    return text.toString();
  }

  Set<String> of(Set<Secret> secrets) {
    Set<String> some = new HashSet<>(all.keySet());
    some.removeIf(canary -> !secrets.contains(all.get(canary)));
    return some;
  }

  /** The caller has written these themself, where they may: from now on they tell nothing. */
  void gaveAway(Call call) {
    String sent = String.join(" ", forms(call.text()));
    all.keySet().stream().filter(canary -> halves(canary).anyIn(sent)).forEach(given::add);
  }

  /** Those of the secrets that an answer tells, in whole or half, and that the call did not say. */
  List<String> in(Answer answer, Call call, Set<Secret> hidden) {
    String sent = String.join(" ", forms(call.text()));
    List<String> forms = forms(text(answer));
    List<String> found = new ArrayList<>();
    all.forEach((canary, secret) -> {
      if (hidden.contains(secret) && !given.contains(canary)) {
        Halves halves = halves(canary);
        for (String form : forms) {
          if ((form.contains(halves.first()) && !sent.contains(halves.first()))
              || (form.contains(halves.second()) && !sent.contains(halves.second()))) {
            found.add(canary + " of " + secret);
            return;
          }
        }
      }
    });
    return found;
  }

  private static String text(Answer answer) {
    StringBuilder text = new StringBuilder();
    answer
        .response()
        .headers()
        .map()
        .forEach((name, values) -> text.append(name).append(": ").append(values).append('\n'));
    return text.append(answer.text()).toString();
  }

  /** The text in lower case: as it is, and with all that is encoded in it decoded. */
  private static List<String> forms(String text) {
    List<String> forms = new ArrayList<>();
    forms.add(text.toLowerCase(Locale.ROOT));
    if (text.indexOf('%') >= 0) {
      forms.add(percentDecoded(text).toLowerCase(Locale.ROOT));
    }
    String unescaped = unescaped(text);
    forms.add(unescaped.toLowerCase(Locale.ROOT));
    Matcher encoded = BASE64.matcher(unescaped.replace("\\n", ""));
    StringBuilder decoded = new StringBuilder();
    while (encoded.find()) {
      for (int offset = 0; offset < 4; offset++) {
        decoded.append(decoded(encoded.group().substring(offset))).append('\n');
      }
    }
    forms.add(decoded.toString().toLowerCase(Locale.ROOT));
    return forms;
  }

  private static String percentDecoded(String text) {
    return URLDecoder.decode(
        text.replaceAll("%(?![0-9A-Fa-f]{2})", "").replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(code ->
            Matcher.quoteReplacement(
                Character.toString((char) Integer.parseInt(code.group(1), 16))));
  }

  private static String decoded(String base64) {
    String whole = base64.substring(0, base64.length() / 4 * 4).replace('-', '+').replace('_', '/');
    return new String(Base64.getDecoder().decode(whole), StandardCharsets.ISO_8859_1);
  }

  private static Halves halves(String canary) {
    return new Halves(canary.substring(0, LENGTH / 2), canary.substring(LENGTH / 2));
  }

  private record Halves(String first, String second) {
    boolean anyIn(String text) {
      return text.contains(first) || text.contains(second);
    }
  }
}
