// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process under attack.
 *
 * @param log where its standard output and error go
 * @param data its folder
 */
record Target(String name, int port, boolean tls, long pid, Path log, Path data, String admin) {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  /** Reads it from the arguments {@code NAME PORT http|https PID LOG DATA ADMIN_TOKEN}. */
  static Target of(String[] args) {
    return new Target(
        args[0],
        Integer.parseInt(args[1]),
        args[2].equals("https"),
        Long.parseLong(args[3]),
        Path.of(args[4]),
        Path.of(args[5]),
        args[6]);
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Returns the resident memory in KiB, or 0 if the process has ended. */
  long resident() {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns the processor time used so far, in seconds. */
  double processor() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(used -> used.toMillis() / 1e3)
        .orElse(0.0);
  }

  /** Collects the server's garbage and returns what its heap still has in KiB. */
  long live() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run\nGC.heap_info")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    Matcher used = USED.matcher(said);
    return used.find() ? Long.parseLong(used.group(1)) : 0;
  }

  long logged() throws IOException {
    return Files.size(log);
  }

  /** Counts the lines of stack traces and the errors logged since then. */
  long faults(long since) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(since);
      byte[] bytes = new byte[(int) (file.length() - since)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("\tat ") || line.toUpperCase(Locale.ROOT).contains("LEVEL=ERROR"))
          .count();
    }
  }
}
