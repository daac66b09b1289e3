// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.work.HeavyWork;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.junit.jupiter.api.Test;

/** Differences of texts: right whatever the texts are, and never dear. */
class LineDiffTest {
  private static final RawTextComparator LINES = RawTextComparator.DEFAULT;

  /** What came of a comparison. */
  private record Result(EditList edits, boolean complete) {
    int size() {
      return edits.stream().mapToInt(edit -> edit.getLengthA() + edit.getLengthB()).sum();
    }
  }

  private static Result diff(RawText a, RawText b) throws IOException {
    try (HeavyWork heavy = new HeavyWork(() -> false)) {
      return heavy.run(
          1,
          deadline -> {
            LineDiff diff = new LineDiff(new Budget(deadline));
            return new Result(diff.diff(LINES, a, b), diff.isComplete());
          });
    }
  }

  private static RawText text(int lines, IntFunction<String> line) {
    return new RawText(
        IntStream.range(0, lines)
            .mapToObj(line)
            .map(one -> one + "\n")
            .collect(Collectors.joining())
            .getBytes(UTF_8));
  }

  private static RawText random(Random random, int lines, int kinds) {
    return text(lines, line -> Integer.toString(random.nextInt(kinds)));
  }

  /** What no edit changes must be equal, line by line. */
  private static void assertLeadsFromOneToTheOther(EditList edits, RawText a, RawText b) {
    int inA = 0;
    int inB = 0;
    for (int i = 0; i <= edits.size(); i++) {
      Edit next =
          i < edits.size() ? edits.get(i) : new Edit(a.size(), a.size(), b.size(), b.size());
      assertThat(next.getBeginA() - inA).isEqualTo(next.getBeginB() - inB).isNotNegative();
      for (; inA < next.getBeginA(); inA++, inB++) {
        assertThat(LINES.equals(a, inA, b, inB)).isTrue();
      }
      inA = next.getEndA();
      inB = next.getEndB();
    }
  }

  @Test
  void diff_ofSmallTexts_isAsSmallAsCanBe() throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 3_000; round++) {
      int kinds = 1 + random.nextInt(6);
      RawText a = random(random, random.nextInt(30), kinds);
      RawText b = random(random, random.nextInt(30), kinds);
      Result found = diff(a, b);
      assertLeadsFromOneToTheOther(found.edits, a, b);
      assertThat(found.complete).isTrue();
      assertThat(found.size())
          .as("the edits from %s to %s", a, b)
          .isEqualTo(new Result(MyersDiff.INSTANCE.diff(LINES, a, b), true).size());
    }
  }

  @Test
  void diff_ofAChangeAtEitherEndOfALargeText_isTheTwoLines() throws IOException {
    RawText a = text(100_000, line -> "line " + line);
    RawText b = text(100_000, line -> line == 3 || line == 99_990 ? "other" : "line " + line);
    Result found = diff(a, b);
    assertThat(found.edits)
        .containsExactly(new Edit(3, 4, 3, 4), new Edit(99_990, 99_991, 99_990, 99_991));
    assertThat(found.complete).isTrue();
  }

  @Test
  void diff_ofTextsWithLittleInCommon_isRightThoughNotTheSmallest() throws IOException {
    Random random = new Random(2);
    RawText a = random(random, 10_000, 2);
    RawText b = random(random, 12_000, 2);
    Result found = diff(a, b);
    assertLeadsFromOneToTheOther(found.edits, a, b);
    assertThat(found.complete).isTrue();
    assertThat(found.size()).as("of 22,000 lines").isLessThan(11_000);
  }

  @Test
  void diff_ofTwoHundredThousandRandomLines_endsWithinItsBudget() throws IOException {
    Random random = new Random(3);
    RawText a = random(random, 200_000, 2);
    RawText b = random(random, 200_000, 2);
    assertLeadsFromOneToTheOther(diff(a, b).edits, a, b);
  }

  /** A histogram's worst case: few common lines, each at the edge of what is left. */
  @Test
  void diff_ofCommonLinesBetweenOthers_isExact() throws IOException {
    RawText a = text(200_000, line -> line % 2 == 0 ? "common " + line : "before " + line);
    RawText b = text(200_000, line -> line % 2 == 0 ? "common " + line : "after " + line);
    Result found = diff(a, b);
    assertThat(found.edits).hasSize(100_000);
    assertThat(found.complete).isTrue();
  }

  /** The lines differ, and JGit gives all of them one hash. */
  @Test
  void diff_ofLinesMadeToCollide_givesUp() throws IOException {
    IntFunction<String> collides =
        line ->
            IntStream.range(0, 17)
                .mapToObj(bit -> (line >> bit & 1) == 0 ? "b!" : "aB")
                .collect(Collectors.joining());
    RawText a = text(60_000, collides);
    RawText b = text(60_000, line -> collides.apply(120_000 - line));
    assertThat(LINES.hash(a, 0)).isEqualTo(LINES.hash(a, 1));
    Result found = diff(a, b);
    assertThat(found.complete).isFalse();
    assertLeadsFromOneToTheOther(found.edits, a, b);
  }
}
