// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import com.fasterxml.jackson.annotation.JsonProperty;

/** GitHub's reaction-rollup. It is always empty, because reactions are not supported. */
record ReactionsJson(
    String url,
    int totalCount,
    @JsonProperty("+1") int up,
    @JsonProperty("-1") int down,
    int laugh,
    int confused,
    int heart,
    int hooray,
    int eyes,
    int rocket) {

  /**
   * @param url the URL of the object that has the reactions
   */
  static ReactionsJson none(String url) {
    return new ReactionsJson(url + "/reactions", 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
