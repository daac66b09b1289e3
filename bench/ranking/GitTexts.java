// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The texts of a git repository, each read once. */
final class GitTexts {
  private static final int MOST_BYTES = 200_000;

  private final Repository repository;
  private final Map<String, Optional<String>> texts = new HashMap<>();

  GitTexts(Repository repository) {
    this.repository = repository;
  }

  /** The files of a tree that are searched, with the ids of their blobs. */
  Map<String, String> files(RevCommit commit) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String blob = walk.getObjectId(0).name();
        boolean file = (walk.getFileMode(0).getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
        if (file && Subjects.isSearched(walk.getPathString()) && read(blob).isPresent()) {
          files.put(walk.getPathString(), blob);
        }
      }
    }
    return files;
  }

  /** The text of one of those blobs. */
  String text(String blob) {
    return texts.getOrDefault(blob, Optional.empty()).orElseThrow();
  }

  private Optional<String> read(String blob) throws IOException {
    Optional<String> known = texts.get(blob);
    if (known == null) {
      ObjectLoader loader = repository.open(ObjectId.fromString(blob));
      known = loader.getSize() > MOST_BYTES ? Optional.empty() : decode(loader.getBytes());
      texts.put(blob, known);
    }
    return known;
  }

  private static Optional<String> decode(byte[] bytes) {
    for (byte each : bytes) {
      if (each == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }
}
