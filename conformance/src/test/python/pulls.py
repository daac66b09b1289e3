# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""Pull requests, where the repository has a branch to propose."""

import github
from client import all_of, owner, raises, read, unknown, world


def journey():
    head = world["branch"]
    if not head:
        return
    repository = owner.get_repo(world["organization"] + "/" + world["repository"])

    def propose():
        return repository.create_pull(title="By PyGithub", body="Please.", base="main", head=head)

    raises(github.GithubException, 422, propose)
    repository.create_file("proposed-by-pygithub.txt", "Propose", "one\ntwo\n", branch=head)
    pull = read(propose())
    raises(github.GithubException, 422, propose)
    unknown(lambda: repository.get_pull(4711))
    assert [(each.filename, each.additions) for each in all_of(pull.get_files())] == [("proposed-by-pygithub.txt", 2)]
    assert "Propose" in [each.commit.message for each in all_of(pull.get_commits())]
    assert all_of(pull.get_review_comments()) == []
    assert all_of(pull.get_issue_comments()) == []
    assert pull.changed_files == 1 and not pull.merged
    assert pull.number in [each.number for each in all_of(repository.get_pulls(base="main"))]
    assert [each.number for each in repository.get_pulls(head=world["organization"] + ":" + head)] == [pull.number]
    assert pull.as_issue().number == pull.number
    raises(github.GithubException, 422, lambda: pull.edit(base="none"))
    pull.edit(title="Better", state="closed")
    assert read(repository.get_pull(pull.number)).state == "closed"
    assert pull.number in [each.number for each in all_of(repository.get_pulls(state="closed"))]
