// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of a PEM file (RFC 7468); text around the blocks is ignored.
 *
 * @param type the label, such as {@code CERTIFICATE}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed once read.
record Pem(String type, byte[] der) {
  static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /**
   * Reads all blocks of a file, in order.
   *
   * @throws IllegalArgumentException if the file cannot be read, with the reason
   */
  static List<Pem> read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return BLOCK.matcher(text).results().map(Pem::of).toList();
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("Cannot read " + file + ": there is no such file.", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(
          "Cannot read " + file + ": the user that Atrium runs as may not.", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static Pem of(MatchResult block) {
    String type = block.group(1);
    String body = block.group(2);
    // OpenSSL's old form marks an encrypted key by a header inside of the block.
    return body.contains("ENCRYPTED")
        ? new Pem(ENCRYPTED, new byte[0])
        : new Pem(type, Base64.getMimeDecoder().decode(body));
  }
}
