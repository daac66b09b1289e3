# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""Users, organizations and who is a member of them."""

import requests

import github
from client import all_of, member, owner, raises, read, unique, unknown, world


def journey():
    me = read(owner.get_user())
    user = read(owner.get_user(world["member"]["login"]))
    assert owner.get_user_by_id(user.id).login == user.login
    unknown(lambda: owner.get_user(unique("none")))
    unknown(lambda: owner.get_user_by_id(2147483000))
    avatar(user)
    others(user)
    organization = read(owner.get_organization(world["organization"]))
    assert organization.login in [each.login for each in all_of(me.get_orgs())]
    unknown(lambda: owner.get_organization(unique("none")))
    settings(organization)
    members(organization, user)


def avatar(user):
    picture = requests.get(user.avatar_url, headers={"User-Agent": "browser"})
    assert picture.status_code == 200 and "svg" in picture.headers["content-type"]


def others(user):
    first = owner.get_users()[0]
    since = [each.login for each in owner.get_users(since=first.id)]
    assert user.login in since and first.login not in since
    for none in [user.get_followers(), user.get_subscriptions(), user.get_received_events(), user.get_orgs()]:
        assert all_of(none) == []
    assert all_of(user.get_repos()) == []


def settings(organization):
    organization.edit(description="About us", location="Here")
    assert organization.description == "About us"
    asked = member.get_organization(organization.login)
    raises(github.GithubException, 403, lambda: asked.edit(description="no"))
    assert all_of(organization.get_hooks()) == []
    assert all_of(organization.get_events()) == []


def members(organization, user):
    logins = [each.login for each in all_of(organization.get_members())]
    assert sorted(logins) == sorted([world["owner"]["login"], user.login])
    assert [each.login for each in organization.get_members(role="admin")] == [world["owner"]["login"]]
    assert organization.has_in_members(user)
    membership = read(user.get_organization_membership(organization))
    assert (membership.role, membership.state) == ("member", "active")
    organization.remove_from_membership(user)
    assert not organization.has_in_members(user)
    organization.add_to_members(user, role="member")
    assert organization.has_in_members(user)
