// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atrium.testing.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  /** Prints how many connections a process takes. */
  public static final class Most {
    private Most() {}

    public static void main(String[] arguments) {
      System.out.println(ConnectionLimits.ofProcess().most());
    }
  }

  private static int most(int openFiles, String heap) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -n " + openFiles + " && exec \"$@\"", "sh"));
    command.addAll(JavaCommand.of(List.of(JavaCommand.QUICK, heap), Most.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] printed = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return Integer.parseInt(new String(printed, StandardCharsets.US_ASCII).strip());
  }

  @Test
  void most_isAThirdOfTheOpenFiles_ifThatIsLessThanTheHeapAllows() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/limits")), "the system tells its limits");
    assertThat(most(1_000, "-Xmx512m")).isEqualTo(333);
    assertThat(most(10_000, "-Xmx512m")).isEqualTo(3_333);
  }
}
