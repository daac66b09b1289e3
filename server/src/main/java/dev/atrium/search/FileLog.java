// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The newest commits that changed a file. Their messages are searched like a text of the file: they
 * say in people's words what the file is about.
 */
public record FileLog(List<Commit> commits) {
  /** The most commits of a file. */
  public static final int MOST = 60;

  public static final FileLog NONE = new FileLog(List.of());

  private static final Comparator<Commit> NEWEST =
      Comparator.comparingLong(Commit::time).reversed().thenComparing(Commit::subject);

  public FileLog {
    commits = List.copyOf(commits);
  }

  /** Returns this log with the newer or older commits of another one. */
  public FileLog with(List<Commit> others) {
    List<Commit> all = new ArrayList<>(commits);
    all.addAll(others);
    all.sort(NEWEST);
    return new FileLog(all.subList(0, Math.min(MOST, all.size())));
  }

  /** Returns all messages as one text. */
  String text() {
    return commits.stream().map(Commit::subject).collect(Collectors.joining("\n"));
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Commit commit : commits) {
        out.writeLong(commit.time());
        out.writeUTF(commit.subject());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static FileLog of(byte[] bytes, int offset, int length) {
    List<Commit> commits = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, offset, length))) {
      while (in.available() > 0) {
        commits.add(new Commit(in.readLong(), in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FileLog(commits);
  }

  /**
   * A commit.
   *
   * @param time when it was committed, in seconds since 1970
   * @param subject the first line of its message
   */
  public record Commit(long time, String subject) {}
}
