// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {
  @ParameterizedTest
  @ValueSource(strings = {"/a\r\nSet-Cookie: b=c", "/a\nb", "/a\rb", "/a\0"})
  void with_aValueThatWouldEndTheHeader_isRefused(String value) {
    Response answer = Response.noContent();
    assertThatThrownBy(() -> answer.with("Location", value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void with_keepsTheOtherHeaders() {
    Response answer = Response.seeOther("/there?a=b%0D%0Ac").with("Retry-After", "1");
    assertThat(answer.headers())
        .extracting(header -> header.name() + "=" + header.get())
        .containsExactly("Location=/there?a=b%0D%0Ac", "Cache-Control=no-store", "Retry-After=1");
  }
}
