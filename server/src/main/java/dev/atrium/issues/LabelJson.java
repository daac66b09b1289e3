// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.issues;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.directory.NodeIds;
import dev.atrium.http.Urls;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A label as GitHub shows it. Only the name is stored: the id is derived from it, and the colour is
 * the one that GitHub gives to labels without a colour.
 */
record LabelJson(
    long id,
    String nodeId,
    String url,
    String name,
    String description,
    String color,
    @JsonProperty("default") boolean isDefault) {

  static LabelJson of(RepositoryFacts repository, String name, Urls urls) {
    CRC32 id = new CRC32();
    id.update(
        (repository.id() + ":" + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
    return new LabelJson(
        id.getValue(),
        NodeIds.of("LA", repository.id(), id.getValue()),
        urls.api("/repos/" + repository.fullName() + "/labels/" + Urls.encodePath(name)),
        name,
        "",
        "ededed",
        false);
  }
}
