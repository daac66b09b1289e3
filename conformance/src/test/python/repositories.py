# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""Repositories, and who may reach them."""

import github
from client import all_of, owner, raises, read, unique, unknown, world


def journey():
    organization = owner.get_organization(world["organization"])
    name = unique("by-pygithub")
    repository = organization.create_repo(name, private=True, description="d", auto_init=True)
    again = raises(github.GithubException, 422, lambda: organization.create_repo(name))
    assert again.data["errors"][0]["field"] == "name"
    assert name in [each.name for each in all_of(organization.get_repos())]
    assert organization.get_repo(name).id == repository.id
    assert read(owner.get_repo(repository.id)).full_name == repository.full_name
    unknown(lambda: organization.get_repo(unique("none")))
    renamed = unique("renamed")
    repository.edit(name=renamed, description="changed", private=False)
    assert read(owner.get_repo(repository.full_name)).description == "changed"
    # PyGithub follows the 301 of the former name.
    assert owner.get_repo(organization.login + "/" + name).name == renamed
    topics(repository)
    none(repository)
    access(repository)
    repository.delete()
    unknown(lambda: owner.get_repo(repository.full_name))
    of_a_user()


def topics(repository):
    repository.replace_topics(["docs", "python"])
    assert repository.get_topics() == ["docs", "python"]
    raises(github.GithubException, 422, lambda: repository.replace_topics(["no topic"]))


def none(repository):
    """What no repository has here."""
    for pages in [
        repository.get_forks(),
        repository.get_hooks(),
        repository.get_deployments(),
        repository.get_stargazers(),
        repository.get_stargazers_with_dates(),
        repository.get_subscribers(),
        repository.get_events(),
        repository.get_tags(),
        repository.get_labels(),
    ]:
        assert all_of(pages) == []
    assert repository.get_languages() == {}


def access(repository):
    login = world["member"]["login"]
    repository.add_to_collaborators(login, permission="push")
    raises(github.GithubException, 422, lambda: repository.add_to_collaborators(login, permission="everything"))
    assert login in [each.login for each in all_of(repository.get_collaborators())]
    assert repository.has_in_collaborators(login)
    assert repository.get_collaborator_permission(login) == "write"
    repository.remove_from_collaborators(login)
    assert not repository.has_in_collaborators(unique("none"))


def of_a_user():
    me = owner.get_user()
    name = unique("own")
    own = me.create_repo(name, auto_init=True)
    assert name in [each.name for each in all_of(me.get_repos(affiliation="owner"))]
    assert name in [each.name for each in all_of(owner.get_user(me.login).get_repos())]
    assert me.get_repo(name).id == own.id
    assert [each.login for each in all_of(own.get_contributors())] == [me.login]
    own.delete()
