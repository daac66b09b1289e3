// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The paths of the certificate and its key.
 *
 * @param certificate PEM: the server's own certificate first, then those of its issuers
 * @param key PEM, without a passphrase; may be the same file
 */
public record TlsFiles(Path certificate, Path key) {

  /**
   * Returns a stamp that changes when either file does. It describes the files that links currently
   * lead to, so that redirecting a link counts as a change.
   */
  List<String> stamp() {
    return List.of(stamp(certificate), stamp(key));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
    } catch (IOException e) {
      return e.toString(); // Reading the file reports this error again, in plain words.
    }
  }
}
