// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium;

import dev.atrium.cli.Commands;
import dev.atrium.work.Carriers;

/** The entry point of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Carriers.atLeastTwo();
    int code = Commands.run(args, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }
}
