// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An agent finds its way to the answer, and adds to the space, by what the answers tell it. */
class AgentTest {
  private static final Pattern SPACE = Pattern.compile("(?m)^(\\S+)/(\\d+) \"Payments\": ");
  private static final Pattern PASSAGE =
      Pattern.compile("(?m)^1\\. \\S+@[0-9a-f]+ (\\S+):(\\d+)-(\\d+)( |$)");

  @Test
  void overHttp() {
    try (SampleSpace sample = new SampleSpace()) {
      Speaker speaker = new Speaker(sample.client());
      journey(
          sample, (method, params) -> speaker.current(method, params).expect(200).json("result"));
    }
  }

  @Test
  void throughTheBridge() throws Exception {
    try (SampleSpace sample = new SampleSpace()) {
      ProcessBuilder bridge =
          new ProcessBuilder(
                  JavaCommand.of(
                      List.of(JavaCommand.QUICK), "dev.atrium.Main", "mcp", "--url", sample.url()))
              .redirectError(Redirect.INHERIT);
      bridge.environment().put("ATRIUM_TOKEN", sample.token());
      Process process = bridge.start();
      try (BufferedWriter to = process.outputWriter();
          BufferedReader from = process.inputReader()) {
        journey(sample, (method, params) -> ask(to, from, Speaker.call(method, params)));
      }
      assertThat(process.waitFor()).isZero();
    }
  }

  private static JsonNode ask(BufferedWriter to, BufferedReader from, String line) {
    try {
      to.write(line + "\n");
      to.flush();
      return new ObjectMapper().readTree(from.readLine()).path("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void journey(SampleSpace sample, Agent.Session session) {
    Agent agent = new Agent(session);
    Matcher listed = found(SPACE, agent.use("Lists the Copilot Spaces", Map.of()));
    String owner = listed.group(1);
    String space = listed.group(2);

    String whole =
        agent.use("as one text", Map.of("login of the", owner, "name of the space", space));
    assertThat(whole).contains("Name the file and the line.", "docs/refunds.md");

    Matcher passage =
        found(
            PASSAGE,
            agent.use(
                "Finds passages",
                Map.of("login of the", owner, "name of the space", space, "Words", "refunds")));
    String path = passage.group(1);
    assertThat(path).isEqualTo("docs/refunds.md");

    String lines =
        agent.use(
            "Reads a document",
            Map.of(
                "login of the", owner,
                "name of the space", space,
                "path of a file", path,
                "first line", 40,
                "last line", 80));
    assertThat(lines).contains(path + " lines 40-80 of 120");
    assertThat(lines.substring(lines.indexOf('\n') + 1))
        .isEqualTo(
            IntStream.rangeClosed(40, 80)
                .mapToObj(
                    line -> line == 61 ? SampleSpace.LITERAL : "How refunds are made, line " + line)
                .collect(Collectors.joining("\n", "", "\n")));

    Matcher literal =
        found(
            PASSAGE,
            agent.use(
                "Finds passages",
                Map.of(
                    "login of the",
                    owner,
                    "name of the space",
                    space,
                    "Words",
                    "refund(amount, \"EUR\");",
                    "query as it is",
                    true)));
    assertThat(literal.group(1)).isEqualTo(path);
    assertThat(literal.group(2)).isEqualTo("61");

    String added =
        agent.use(
            "Attaches",
            Map.of(
                "login of the",
                owner,
                "name of the space",
                space,
                "free_text",
                "free_text",
                "name and text",
                Map.of("name", "Findings", "text", "Refunds are at line 61.\n")));
    assertThat(added).startsWith("Added free_text ").contains(" to acme/1 as resource ");
    assertThat(
            sample
                .client()
                .get("/orgs/acme/copilot-spaces/1/resources")
                .expect(200)
                .json()
                .findValuesAsText("text"))
        .contains("Refunds are at line 61.\n");
    assertThat(
            agent.use(
                "Reads a document",
                Map.of(
                    "login of the",
                    owner,
                    "name of the space",
                    space,
                    "path of a file",
                    "Findings")))
        .endsWith("\nRefunds are at line 61.\n");
  }

  private static Matcher found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher;
  }
}
