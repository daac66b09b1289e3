// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHOrganization.RepositoryRole;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHUser;
import org.kohsuke.github.GitHub;

/** A repository of its own: its settings, who may reach it, its issues. */
final class Hub4jRepository {
  private final GitHub github;
  private final World world;
  private final GHRepository repository;

  private Hub4jRepository(GitHub github, World world) throws IOException {
    this.github = github;
    this.world = world;
    repository =
        github
            .getOrganization(world.organization())
            .createRepository("by-hub4j")
            .description("Made by hub4j")
            .private_(true)
            .autoInit(true)
            .create();
  }

  static void run(GitHub github, World world) throws IOException {
    Hub4jRepository journey = new Hub4jRepository(github, world);
    journey.settings();
    journey.access();
    journey.issues();
    journey.repository.delete();
  }

  private void settings() throws IOException {
    repository.setDescription("Changed by hub4j");
    GHRepository again = github.getRepository(repository.getFullName());
    assertThat(again.getDescription()).isEqualTo("Changed by hub4j");
    assertThat(again.isPrivate()).isTrue();
    assertThat(github.getRepositoryById(repository.getId()).getFullName())
        .isEqualTo(repository.getFullName());
    assertThat(github.getMyself().listRepositories(1).toList())
        .extracting(GHRepository::getFullName)
        .contains(repository.getFullName());
    GHRepository own = github.createRepository("own-by-hub4j").create();
    assertThat(own.getOwnerName()).isEqualTo(world.owner().login());
    own.delete();
  }

  private void access() throws IOException {
    GHUser member = github.getUser(world.member().login());
    repository.addCollaborators(List.of(member), RepositoryRole.custom("push"));
    assertThat(repository.isCollaborator(member)).isTrue();
    assertThat(repository.getCollaboratorNames()).contains(world.member().login());
    assertThat(repository.getPermission(member)).isEqualTo(GHPermissionType.WRITE);
    repository.removeCollaborators(member);
  }

  private void issues() throws IOException {
    GHIssue issue =
        repository
            .createIssue("Found by hub4j")
            .body("Body")
            .assignee(world.owner().login())
            .label("bug")
            .create();
    issue.comment("Seen by hub4j");
    assertThat(repository.getIssue(issue.getNumber()).queryComments().list().toList())
        .extracting(GHIssueComment::getBody)
        .containsExactly("Seen by hub4j");
    issue.setTitle("Mended");
    issue.close();
    assertThat(repository.queryIssues().state(GHIssueState.OPEN).list().toList()).isEmpty();
    assertThat(repository.queryIssues().state(GHIssueState.CLOSED).list().toList())
        .extracting(GHIssue::getTitle)
        .containsExactly("Mended");
  }
}
