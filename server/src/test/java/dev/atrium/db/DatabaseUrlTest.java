// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a database's URL that are taken, and what the driver gets for each. */
class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres://u:p@h/d                     | jdbc:postgresql://h/d?password=p&user=u",
        "postgresql://u:p@h:5433/d?sslmode=require | jdbc:postgresql://h:5433/d?password=p&sslmode=require&user=u",
        "postgresql://u@h/d                     | jdbc:postgresql://h/d?user=u",
        "postgresql://h                         | jdbc:postgresql://h/",
        "postgresql:///d                        | jdbc:postgresql://localhost/d",
        "postgresql:///d?host=h&port=5433&user=u | jdbc:postgresql://h:5433/d?user=u",
        "postgresql://h?dbname=d                | jdbc:postgresql://h/d",
        "postgresql://a:1,b:2/d                 | jdbc:postgresql://a:1,b:2/d",
        "postgresql://u@[::1]:5433/d            | jdbc:postgresql://[::1]:5433/d?user=u",
        "postgresql://u:a%40b%2Fc%3Fd+e%25@h/d  | jdbc:postgresql://h/d?password=a%40b%2Fc%3Fd%2Be%25&user=u",
        "postgresql://h/d?application_name=x&connect_timeout=3 | jdbc:postgresql://h/d?ApplicationName=x&connectTimeout=3",
        "jdbc:postgresql://h/d?user=u&password=p+q | jdbc:postgresql://h/d?password=p+q&user=u",
        "jdbc:postgresql://h:5433/d?ssl=true    | jdbc:postgresql://h:5433/d?ssl=true",
        "jdbc:postgresql:d                      | jdbc:postgresql://localhost/d",
        "jdbc:postgresql://u:p@h/d              | jdbc:postgresql://h/d?password=p&user=u",
      })
  void bothFormsAreTaken(String text, String jdbc) {
    DatabaseUrl url = DatabaseUrl.parse(text);
    assertThat(url.jdbc()).isEqualTo(jdbc);
    assertThat(url).hasToString(jdbc.replaceFirst("\\?.*", ""));
    assertThat(url.hasPassword()).isEqualTo(jdbc.contains("password"));
    assertThat(DatabaseUrl.parse(jdbc)).as("read again").isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://u:s3cret@h@h/d",
        "postgres://u:s3cret/x@h/d",
        "postgres://u:s3cret",
        "postgres://u:s3cret%@h/d",
        "postgres://h/d?s3cret=1",
        "postgres:///d?host=/s3cret",
        "postgres://h:port/s3cret",
        "mysql://u:s3cret@h/d",
        "s3cret",
      })
  void errors_doNotShowTheText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseUrl.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("s3cret"))
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p", "a&b=c", "100%", "ü +?/@"})
  void aPasswordIsAdded_whateverItsCharacters(String password) {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://u@h/d").withPassword(password);
    assertThat(url.toString()).isEqualTo("jdbc:postgresql://h/d");
    assertThat(DatabaseUrl.parse(url.jdbc()).parameters()).containsEntry("password", password);
  }
}
