// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

/**
 * What the bystanders saw; times in milliseconds.
 *
 * @param slowest what they do that has the longest 99th percentile, and that
 * @param live the slowest answer to the question whether the server lives
 * @param faults the server errors other than 503
 * @param hopeless the 503 without Retry-After
 * @param failures the answers that are not what they asked for, and the connections that broke off
 * @param answers all answers in words
 */
record Seen(
    double p50, double p99, double most, String slowest, double live, long faults, long hopeless, long failures, String answers) {
  /** Returns it as one line, for another process. */
  String line() {
    return String.join(
        "\t", "" + p50, "" + p99, "" + most, slowest, "" + live, "" + faults, "" + hopeless, "" + failures, answers);
  }

  /** Reads such a line. */
  static Seen of(String line) {
    String[] parts = line.split("\t", -1);
    return new Seen(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        parts[3],
        Double.parseDouble(parts[4]),
        Long.parseLong(parts[5]),
        Long.parseLong(parts[6]),
        Long.parseLong(parts[7]),
        parts[8]);
  }
}
