# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""Teams, who is in them, and the repositories they reach."""

import github
from client import all_of, member, owner, raises, read, unknown, world


def journey():
    organization = owner.get_organization(world["organization"])
    team = organization.create_team("By PyGithub", description="All of them", privacy="closed")
    raises(github.GithubException, 422, lambda: organization.create_team("By PyGithub"))
    assert organization.get_team_by_slug(team.slug).id == team.id
    unknown(lambda: organization.get_team_by_slug("none"))
    assert team.slug in [each.slug for each in all_of(organization.get_teams())]
    team.edit("By PyGithub", description="Some of them")
    assert read(organization.get_team_by_slug(team.slug)).description == "Some of them"
    people(team)
    repositories(team)
    team.delete()
    unknown(lambda: organization.get_team_by_slug(team.slug))


def people(team):
    user = owner.get_user(world["member"]["login"])
    assert not team.has_in_members(user)
    unknown(lambda: team.get_team_membership(user))
    team.add_membership(user, role="maintainer")
    assert team.has_in_members(user)
    assert read(team.get_team_membership(user)).role == "maintainer"
    assert user.login in [each.login for each in all_of(team.get_members())]
    assert team.slug in [each.slug for each in all_of(member.get_user().get_teams())]
    team.remove_membership(user)


def repositories(team):
    repository = owner.get_repo(world["organization"] + "/" + world["repository"])
    assert not team.has_in_repos(repository)
    team.add_to_repos(repository)
    team.set_repo_permission(repository, "push")
    assert team.has_in_repos(repository)
    assert team.get_repo_permission(repository).push
    assert [each.name for each in all_of(team.get_repos())] == [world["repository"]]
    assert team.slug in [each.slug for each in all_of(repository.get_teams())]
    team.remove_from_repos(repository)
    assert team.get_repo_permission(repository) is None
