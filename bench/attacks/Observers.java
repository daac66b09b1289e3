// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of the {@link Bystanders}. The folder of the sources is the property {@code attacks}. */
final class Observers implements Closeable {
  private final Process process;
  private final PrintStream to;
  private final BufferedReader from;

  /**
   * Starts them, and waits until they have what they work on.
   *
   * @param target the arguments that name the server
   */
  Observers(String[] target) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                Path.of(System.getProperty("attacks"), "Bystanders.java").toString()));
    command.addAll(List.of(target));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    from = process.inputReader(StandardCharsets.UTF_8);
    answer();
  }

  /** Lets them begin to work. */
  void begin() {
    to.println("begin");
  }

  /** Lets them stop; returns what they saw. */
  Seen end() throws IOException {
    to.println("end");
    return Seen.of(answer());
  }

  private String answer() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new EOFException("The bystanders have ended");
    }
    return line;
  }

  /** Ends the process, which reads the end of its input. */
  @Override
  public void close() {
    to.close();
    process.destroy();
  }
}
