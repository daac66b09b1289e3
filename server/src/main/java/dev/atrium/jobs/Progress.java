// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.jobs;

/**
 * The progress of a job.
 *
 * @param percent 0 to 100
 * @param text a text for people; it is cut off after 200 characters
 */
public record Progress(int percent, String text) {
  static final Progress NONE = new Progress(0, "");

  public Progress {
    percent = Math.clamp(percent, 0, 100);
  }
}
