// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import dev.atrium.error.ApiException;
import dev.atrium.error.ErrorCode;
import java.io.ByteArrayOutputStream;

/** The text of a difference, which is refused when it becomes too large. */
final class DiffText extends ByteArrayOutputStream {
  /** The largest text, in bytes. */
  private static final int MOST = 8 << 20;

  @Override
  public synchronized void write(int b) {
    requireRoom(1);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    requireRoom(length);
    super.write(bytes, offset, length);
  }

  private void requireRoom(int length) {
    if (count + length > MOST) {
      throw ApiException.of(
          ErrorCode.NOT_ACCEPTABLE, "Sorry, the diff exceeded the maximum size (8 MB).");
    }
  }
}
