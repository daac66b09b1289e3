// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

/**
 * One way to be hostile.
 *
 * @param row the row of the list of what a hostile client once did; other letters are beyond it
 * @param prepare makes what it needs, once, before anything is measured
 * @param run lets it begin, and returns at once or goes on until the siege is over
 */
record Attack(String row, String what, Part prepare, Run run) {
  /** A preparation. */
  @FunctionalInterface
  interface Part {
    void run() throws Exception;
  }

  /** What is done to the server. */
  @FunctionalInterface
  interface Run {
    void on(Siege siege) throws Exception;
  }

  @Override
  public String toString() {
    return row + ": " + what;
  }
}
