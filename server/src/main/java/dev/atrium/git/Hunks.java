// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.errors.BinaryBlobException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * The changed lines of one file. The patch has no header, as in GitHub's answers. It is null for
 * binary or unchanged content, and for what is too large to show: a patch over 100 KB, or two texts
 * that take too long to compare. Their lines are counted nevertheless.
 */
record Hunks(int additions, int deletions, @Nullable String patch) {
  private static final int MOST_PATCH = 100 * 1024;

  /**
   * The largest file that is compared, in bytes. A larger one counts as binary, because a
   * comparison takes memory many times the file's size.
   */
  static final int MOST_TEXT = 5 << 20;

  /** The steps to open an object. */
  static final int OBJECT = 10_000;

  static final Hunks NONE = new Hunks(0, 0, null);

  /**
   * Compares the two texts of a file. Once the budget is used up, lines are not counted any more.
   *
   * @param shown whether the patch is wanted
   */
  static Hunks of(ObjectReader reader, DiffEntry entry, boolean shown, Budget budget)
      throws IOException {
    if (!budget.spend(2 * OBJECT)) {
      return NONE;
    }
    try {
      RawText before = text(reader, entry.getOldMode(), entry.getOldId().toObjectId());
      RawText after = text(reader, entry.getNewMode(), entry.getNewId().toObjectId());
      budget.spend((long) before.getRawContent().length + after.getRawContent().length);
      LineDiff diff = new LineDiff(budget);
      EditList edits = diff.diff(RawTextComparator.DEFAULT, before, after);
      int additions = edits.stream().mapToInt(Edit::getLengthB).sum();
      int deletions = edits.stream().mapToInt(Edit::getLengthA).sum();
      boolean patch =
          shown && diff.isComplete() && !edits.isEmpty() && additions + deletions < MOST_PATCH / 2;
      return new Hunks(additions, deletions, patch ? patch(edits, before, after) : null);
    } catch (BinaryBlobException e) {
      return NONE;
    }
  }

  private static @Nullable String patch(EditList edits, RawText before, RawText after)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.format(edits, before, after);
    }
    if (out.size() > MOST_PATCH) {
      return null;
    }
    String patch = out.toString(UTF_8);
    return patch.endsWith("\n") ? patch.substring(0, patch.length() - 1) : patch;
  }

  private static RawText text(ObjectReader reader, FileMode mode, ObjectId id)
      throws IOException, BinaryBlobException {
    return switch (mode.getObjectType()) {
      case Constants.OBJ_BLOB -> RawText.load(reader.open(id, Constants.OBJ_BLOB), MOST_TEXT);
      case Constants.OBJ_COMMIT ->
          new RawText(("Subproject commit " + id.name() + "\n").getBytes(UTF_8));
      default -> RawText.EMPTY_TEXT;
    };
  }
}
