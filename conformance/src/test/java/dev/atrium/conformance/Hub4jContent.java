// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHContent;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestFileDetail;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;

/** Files, history and pull requests of the repository that is there. */
final class Hub4jContent {
  private final GHRepository repository;

  private Hub4jContent(GitHub github, World world) throws IOException {
    repository = github.getRepository(world.organization() + "/" + world.repository());
  }

  static void run(GitHub github, World world) throws IOException {
    Hub4jContent journey = new Hub4jContent(github, world);
    journey.files();
    journey.history();
    if (world.branched()) {
      journey.pullRequests();
    }
  }

  private void files() throws IOException {
    GHContent made = put("by/hub4j.txt", repository.getDefaultBranch());
    made.update("changed", "Change it");
    GHContent file = repository.getFileContent("by/hub4j.txt");
    assertThat(new String(file.read().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("changed");
    assertThat(repository.getDirectoryContent("by"))
        .extracting(GHContent::getPath)
        .containsExactly("by/hub4j.txt");
    file.delete("Remove it");
    assertThatThrownBy(() -> repository.getFileContent("by/hub4j.txt"))
        .isInstanceOf(GHFileNotFoundException.class);
  }

  private GHContent put(String path, String branch) throws IOException {
    return repository
        .createContent()
        .branch(branch)
        .path(path)
        .content("new\n")
        .message("Add " + path)
        .commit()
        .getContent();
  }

  private void history() throws IOException {
    assertThat(repository.getBranches()).containsKey("main");
    String tip = repository.getBranch("main").getSHA1();
    GHCommit commit = repository.getCommit(tip);
    assertThat(commit.getCommitShortInfo().getMessage()).isEqualTo("Remove it");
    assertThat(commit.listFiles().toList()).hasSize(1);
    assertThat(repository.listCommits().withPageSize(2).toList())
        .extracting(GHCommit::getSHA1)
        .startsWith(tip);
    assertThat(repository.getTreeRecursive("main", 1).getEntry("README.md")).isNotNull();
  }

  private void pullRequests() throws IOException {
    put("proposed-by-hub4j.txt", Hub4j.CLIENT);
    GHPullRequest pull =
        repository.createPullRequest("By hub4j", Hub4j.CLIENT, "main", "Please.", true, true);
    assertThat(repository.getPullRequest(pull.getNumber()).getHead().getRef())
        .isEqualTo(Hub4j.CLIENT);
    assertThat(pull.listFiles().toList())
        .extracting(GHPullRequestFileDetail::getFilename)
        .containsExactly("proposed-by-hub4j.txt");
    assertThat(repository.queryPullRequests().state(GHIssueState.OPEN).list().toList())
        .extracting(GHPullRequest::getNumber)
        .contains(pull.getNumber());
    pull.setTitle("Better, by hub4j");
    pull.close();
    assertThat(repository.getPullRequest(pull.getNumber()).getState())
        .isEqualTo(GHIssueState.CLOSED);
  }
}
