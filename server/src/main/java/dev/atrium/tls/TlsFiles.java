// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Where the certificate and its key are.
 *
 * @param certificate PEM: the server's own certificate first, then those of its issuers
 * @param key PEM, without a passphrase; may be the same file
 */
public record TlsFiles(Path certificate, Path key) {

  /**
   * What tells a changed pair from one that did not: of the files that links lead to now, so that a
   * link that is turned counts as a change.
   */
  List<String> stamp() {
    return List.of(stamp(certificate), stamp(key));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
    } catch (IOException e) {
      return e.toString(); // Reading it says so again, in words.
    }
  }
}
