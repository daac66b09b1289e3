// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHMembership;
import org.kohsuke.github.GHOrganization;
import org.kohsuke.github.GHOrganization.RepositoryRole;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTeam;
import org.kohsuke.github.GHUser;
import org.kohsuke.github.GitHub;

/** Users, organizations and teams. */
final class Hub4jPeople {
  private final GitHub github;
  private final World world;
  private final GHOrganization organization;
  private final GHUser member;

  private Hub4jPeople(GitHub github, World world) throws IOException {
    this.github = github;
    this.world = world;
    organization = github.getOrganization(world.organization());
    member = github.getUser(world.member().login());
  }

  static void run(GitHub github, World world) throws IOException {
    Hub4jPeople journey = new Hub4jPeople(github, world);
    journey.server();
    journey.organization();
    journey.teams();
  }

  private void server() throws IOException {
    assertThat(github.isCredentialValid()).isTrue();
    github.checkApiUrlValidity();
    github.getMeta();
    github.getRateLimit();
    assertThat(github.getMyself().getLogin()).isEqualTo(world.owner().login());
    assertThat(member.getId()).isPositive();
    assertThat(member.getCreatedAt()).isNotNull();
    assertThatThrownBy(() -> github.getUser("nobody-" + world.organization()))
        .isInstanceOf(GHFileNotFoundException.class);
  }

  private void organization() throws IOException {
    assertThat(github.getMyOrganizations()).containsKey(world.organization());
    assertThat(organization.listMembers().withPageSize(1).toList())
        .extracting(GHUser::getLogin)
        .containsExactlyInAnyOrder(world.owner().login(), world.member().login());
    assertThat(organization.hasMember(member)).isTrue();
    assertThat(organization.getMembership(world.member().login()).getState())
        .isEqualTo(GHMembership.State.ACTIVE);
    organization.add(member, GHOrganization.Role.MEMBER);
    assertThat(organization.listRepositories().withPageSize(1).toList())
        .extracting(GHRepository::getName)
        .contains(world.repository());
  }

  private void teams() throws IOException {
    GHTeam team =
        organization
            .createTeam("Hub Four")
            .description("By hub4j")
            .privacy(GHTeam.Privacy.CLOSED)
            .create();
    assertThat(organization.getTeamBySlug(team.getSlug()).getId()).isEqualTo(team.getId());
    assertThat(organization.listTeams().toList()).extracting(GHTeam::getId).contains(team.getId());
    team.add(member, GHTeam.Role.MAINTAINER);
    assertThat(team.hasMember(member)).isTrue();
    assertThat(team.getMembers()).extracting(GHUser::getLogin).contains(world.member().login());
    GHRepository repository = organization.getRepository(world.repository());
    team.add(repository, RepositoryRole.custom("push"));
    assertThat(team.getRepositories()).containsKey(world.repository());
    team.remove(repository);
    team.remove(member);
    team.setDescription("Changed by hub4j");
    assertThat(organization.getTeamBySlug(team.getSlug()).getDescription())
        .isEqualTo("Changed by hub4j");
    assertThat(github.getMyTeams()).isNotNull();
    team.delete();
  }
}
