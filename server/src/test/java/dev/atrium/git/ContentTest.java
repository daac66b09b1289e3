// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found at paths, of every kind of entry that git knows. */
class ContentTest extends RepositoryTest {
  private Optional<Content> content(String path) throws Exception {
    return repository.files().content(fixture.commit("refs/heads/main", 0), path);
  }

  private Optional<String> follow(String path) throws Exception {
    return content(path)
        .flatMap(found -> found instanceof Content.Symlink link ? link.file() : Optional.empty())
        .map(Entry::path);
  }

  @Test
  void content_ofAFile_hasItsModeAndBytes() throws Exception {
    fixture.program("bin/run", "#!/bin/sh\n").file("a.txt", "a");
    Content run = content("bin/run").orElseThrow();
    assertThat(run).isInstanceOf(Content.File.class);
    assertThat(run.entry().mode()).isEqualTo("100755");
    assertThat(run.entry().size()).isEqualTo(10);
    assertThat(repository.files().bytes(run.entry(), 10)).isEqualTo("#!/bin/sh\n".getBytes(UTF_8));
    assertThat(content("a.txt").orElseThrow().entry().mode()).isEqualTo("100644");
  }

  @Test
  void content_ofAFolder_listsItDirectlyInGitsOrder() throws Exception {
    fixture.file("lib/z", "").file("lib.c", "").file("lib/deep/er", "").file("a", "");
    Content.Folder root = (Content.Folder) content("").orElseThrow();
    assertThat(root.entries()).extracting(Entry::path).containsExactly("a", "lib.c", "lib");
    Content.Folder lib = (Content.Folder) content("lib").orElseThrow();
    assertThat(lib.entries()).extracting(Entry::path).containsExactly("lib/deep", "lib/z");
    assertThat(lib.entries()).extracting(Entry::name).containsExactly("deep", "z");
  }

  /** They are read some at a time, since a path may have thousands of characters. */
  @Test
  void entries_withLongPaths_areAllPassedOn() throws Exception {
    String deep = ("x".repeat(200) + "/").repeat(10);
    for (int i = 100; i < 200; i++) {
      fixture.file(deep + i, "");
    }
    String tree = repository.files().tree(fixture.commit("refs/heads/main", 0)).orElseThrow();
    List<String> paths = new ArrayList<>();
    boolean more = repository.files().entries(tree, true, 1_000, entry -> paths.add(entry.path()));
    assertThat(more).isFalse();
    assertThat(paths).hasSize(110).contains(deep + "100", deep + "199");
    paths.clear();
    assertThat(repository.files().entries(tree, true, 60, entry -> paths.add(entry.path())))
        .isTrue();
    assertThat(paths).hasSize(60);
  }

  @Test
  void content_ofWhatIsNotThere_isNothing() throws Exception {
    fixture.file("a/b", "");
    for (String path : List.of("x", "a/x", "a/b/c", "A/b", "a/../a/b", "..", "/", "a//b")) {
      assertThat(content(path).filter(found -> !found.entry().path().isEmpty())).as(path).isEmpty();
    }
  }

  @Test
  void content_ofACommitThatIsNotThere_isNothing() {
    for (String sha : List.of(ELSEWHERE, "", "main", "zz", "0".repeat(41))) {
      assertThat(repository.files().content(sha, "a")).as(sha).isEmpty();
    }
  }

  @Test
  void bytes_ofMoreThanAllowed_areRefusedWhole() throws Exception {
    byte[] large = new byte[3 << 20];
    Arrays.fill(large, (byte) 'x');
    fixture.file("large", new String(large, UTF_8));
    Entry entry = content("large").orElseThrow().entry();
    assertThat(entry.size()).isEqualTo(3 << 20);
    assertThat(repository.files().bytes(entry, 3 << 20)).isEqualTo(large);
    assertThat(repository.files().bytes(entry, Long.MAX_VALUE)).hasSize(3 << 20);
    assertThatThrownBy(() -> repository.files().bytes(entry, (3 << 20) - 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void symlink_toAFileOfTheTree_isFollowed() throws Exception {
    fixture.file("real.txt", "r").file("dir/inner", "i");
    fixture.link("plain", "real.txt").link("dir/up", "../real.txt").link("dir/dot", "./inner");
    fixture.link("twice", "dir/up").link("round", "dir/../real.txt");
    assertThat(follow("plain")).contains("real.txt");
    assertThat(follow("dir/up")).contains("real.txt");
    assertThat(follow("dir/dot")).contains("dir/inner");
    assertThat(follow("twice")).contains("real.txt");
    assertThat(follow("round")).contains("real.txt");
    assertThat(((Content.Symlink) content("dir/up").orElseThrow()).target())
        .isEqualTo("../real.txt");
  }

  @Test
  void symlink_thatLeadsToNoFile_isNotFollowed() throws Exception {
    fixture.file("dir/f", "").file("f", "");
    List<String> targets =
        List.of(
            "../f",
            "/f",
            "/etc/passwd",
            "dir",
            "dir/",
            "f/",
            ".",
            "..",
            "nowhere",
            "",
            "a\0b",
            "dir/../../x/f",
            "self");
    for (String target : targets) {
      fixture.link("self", target);
      assertThat(content("self").orElseThrow()).isInstanceOf(Content.Symlink.class);
      assertThat(follow("self")).as(target).isEmpty();
    }
    fixture.link("one", "two").link("two", "one");
    assertThat(follow("one")).isEmpty();
  }

  @Test
  void symlink_ofAbsurdLength_isCutAndNotFollowed() throws Exception {
    fixture.file("f", "").link("long", "./".repeat(1 << 20) + "f");
    Content.Symlink link = (Content.Symlink) content("long").orElseThrow();
    assertThat(link.target()).hasSize(4096);
    assertThat(link.file()).isEmpty();
  }

  @Test
  void submodule_hasItsUrl_whenGitmodulesSaysIt() throws Exception {
    fixture.submodule("deps/lib", ELSEWHERE);
    Content.Submodule bare = (Content.Submodule) content("deps/lib").orElseThrow();
    assertThat(bare.entry().sha()).isEqualTo(ELSEWHERE);
    assertThat(bare.url()).isEmpty();
    fixture.file(".gitmodules", "[submodule \"x\"]\n\tpath = deps/lib\n");
    assertThat(((Content.Submodule) content("deps/lib").orElseThrow()).url()).isEmpty();
    fixture.file(".gitmodules", "[submodule \"x\"]\n\tpath = deps/lib\n\turl = ../lib.git\n");
    assertThat(((Content.Submodule) content("deps/lib").orElseThrow()).url())
        .contains("../lib.git");
    fixture.file(".gitmodules", "[submodule \"x\n");
    assertThat(((Content.Submodule) content("deps/lib").orElseThrow()).url()).isEmpty();
  }

  @Test
  void tree_listsFoldersBeforeTheirContent_andSaysWhenThereIsMore() throws Exception {
    fixture.file("a/b/c", "1").program("a/d", "22").link("e", "a/d").submodule("s", ELSEWHERE);
    String commit = fixture.commit("refs/heads/main", 0);
    Fixture.Tree all = Fixture.tree(repository, "main", true, 6).orElseThrow();
    assertThat(all.truncated()).isFalse();
    assertThat(all.entries())
        .extracting(entry -> entry.mode() + " " + entry.path() + " " + entry.size())
        .containsExactly(
            "040000 a 0",
            "040000 a/b 0",
            "100644 a/b/c 1",
            "100755 a/d 2",
            "120000 e 3",
            "160000 s 0");
    Fixture.Tree cut = Fixture.tree(repository, commit, true, 5).orElseThrow();
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.entries()).hasSize(5);
    assertThat(Fixture.tree(repository, all.sha(), false, 10).orElseThrow().entries()).hasSize(3);
    assertThat(Fixture.tree(repository, ELSEWHERE, false, 10)).isEmpty();
    assertThat(Fixture.tree(repository, all.entries().get(2).sha(), false, 10)).isEmpty();
    assertThat(Fixture.tree(repository, "nowhere", false, 10)).isEmpty();
  }
}
