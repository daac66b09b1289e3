# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""Issues with their labels and comments, and the filters of their lists."""

import datetime

import github
from client import all_of, member, owner, raises, read, unknown, world


def journey():
    name = world["organization"] + "/" + world["repository"]
    repository = owner.get_repo(name)
    me = owner.get_user()
    issue = repository.create_issue(
        "Found by PyGithub", body="See @" + me.login, assignee=me.login, labels=["pygithub", "bug"]
    )
    other = repository.create_issue("Found again")
    raises(github.GithubException, 422, lambda: repository.create_issue(""))
    assert read(repository.get_issue(issue.number)).title == "Found by PyGithub"
    unknown(lambda: repository.get_issue(4711))
    comments(repository, issue)
    labels(repository, issue)
    filters(repository, issue, other, me)
    asked = member.get_repo(name).get_issue(issue.number)
    raises(github.GithubException, 403, lambda: asked.edit(title="no"))
    issue.edit(title="Mended", state="closed", assignees=[], labels=["pygithub"])
    closed = read(repository.get_issue(issue.number))
    assert (closed.state, closed.title, closed.assignees) == ("closed", "Mended", [])
    assert closed.closed_by.login == me.login
    other.edit(state="closed")


def comments(repository, issue):
    issue.create_comment("Seen.")
    issue.create_comment("Mended.")
    found = all_of(issue.get_comments())
    assert [each.body for each in found] == ["Seen.", "Mended."]
    comment = read(issue.get_comment(found[0].id))
    assert comment.body == "Seen."
    assert all_of(comment.get_reactions()) == []
    tomorrow = datetime.datetime.utcnow() + datetime.timedelta(days=1)
    assert list(issue.get_comments(since=tomorrow)) == []
    unknown(lambda: issue.get_comment(4711))
    raises(github.GithubException, 422, lambda: issue.create_comment(""))


def labels(repository, issue):
    assert sorted(each.name for each in all_of(issue.get_labels())) == ["bug", "pygithub"]
    assert "pygithub" in [each.name for each in all_of(repository.get_labels())]
    assert read(repository.get_label("pygithub")).name == "pygithub"
    unknown(lambda: repository.get_label("none"))
    assert all_of(issue.get_events()) == []
    assert all_of(issue.get_reactions()) == []


def filters(repository, issue, other, me):
    def numbers(**filter):
        return [each.number for each in all_of(repository.get_issues(**filter))]

    user = owner.get_user(me.login)  # PyGithub takes no other kind of user here.
    assert numbers(labels=["pygithub", "bug"]) == [issue.number]
    assert issue.number in numbers(assignee=me.login)
    assert issue.number in numbers(mentioned=user) and other.number not in numbers(mentioned=user)
    assert issue.number not in numbers(assignee="none") and other.number in numbers(assignee="none")
    assert {issue.number, other.number} <= set(numbers(creator=me.login))
    oldest = numbers(sort="created", direction="asc")
    assert oldest.index(issue.number) < oldest.index(other.number)
    tomorrow = datetime.datetime.utcnow() + datetime.timedelta(days=1)
    assert numbers(since=tomorrow) == []
    assert numbers(state="closed", labels=["pygithub"]) == []
    raises(github.GithubException, 422, lambda: numbers(state="lost"))
