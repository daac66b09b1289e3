// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Addresses of resources, and what is read from them. */
class UriTemplateTest {
  @Test
  void variables_areOneSegment_orThoseThatAreLeft() {
    UriTemplate template =
        new UriTemplate("atrium://spaces/{owner}/{number}/documents/{repository}/{+path}");
    assertThat(template.match("atrium://spaces/acme/12/documents/pay/src/A%20b+c.java"))
        .contains(
            Map.of("owner", "acme", "number", "12", "repository", "pay", "path", "src/A b+c.java"));
    assertThat(template.match("atrium://spaces/acme/12/documents/pay")).isEmpty();
    assertThat(template.match("atrium://spaces/acme/12/13/documents/pay/x")).isEmpty();
    assertThat(template.match("atrium://spaces/acme/%zz/documents/pay/x")).isEmpty();
    assertThat(template.match("Xatrium://spaces/acme/12/documents/pay/x")).isEmpty();
  }

  @Test
  void text_standsForItself() {
    UriTemplate plain = new UriTemplate("test://a.b");
    assertThat(plain.hasVariables()).isFalse();
    assertThat(plain.match("test://a.b")).contains(Map.of());
    assertThat(plain.match("test://axb")).isEmpty();
  }
}
