# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""Files, branches, commits and trees, and what git itself keeps."""

import base64
import datetime

import requests

import github
from client import all_of, owner, raises, read, unknown, world

ZEROS = "0" * 40
PATH = "by/näive notes.md"


def journey():
    repository = owner.get_repo(world["organization"] + "/" + world["repository"])
    files(repository)
    history(repository)
    objects(repository)


def files(repository):
    # GitHub ignores the sha of a file that is new.
    made = repository.create_file(PATH, "Add notes", "# Notes\n")
    raises(github.GithubException, 422, lambda: repository.create_file(PATH, "Again", "x"))
    raises(github.GithubException, 409, lambda: repository.update_file(PATH, "Stale", "x", ZEROS))
    raises(github.GithubException, 404, lambda: repository.create_file("new.md", "m", "x", branch="none"))
    changed = repository.update_file(PATH, "Change notes", "# More notes\n", made["content"].sha)
    file = read(repository.get_contents(PATH))
    assert file.decoded_content == b"# More notes\n"
    token = {"User-Agent": "browser", "Authorization": "token " + world["owner"]["token"]}
    raw = requests.get(file.download_url, headers=token)
    assert (raw.status_code, raw.content) == (200, b"# More notes\n")
    at_first = repository.get_contents(PATH, ref=made["commit"].sha)
    assert at_first.decoded_content == b"# Notes\n"
    assert [each.path for each in repository.get_contents("by")] == [PATH]
    assert len(repository.get_contents("")) > 1
    unknown(lambda: repository.get_contents("none"))
    raises(github.GithubException, 409, lambda: repository.delete_file(PATH, "Remove", ZEROS))
    repository.delete_file(PATH, "Remove notes", changed["content"].sha)
    unknown(lambda: repository.get_contents(PATH))
    assert repository.get_readme().path == "README.md"
    raises(github.GithubException, 404, lambda: repository.get_readme(ref="none"))


def history(repository):
    branches = [each.name for each in all_of(repository.get_branches())]
    assert "main" in branches
    main = read(repository.get_branch("main"))
    raises(github.GithubException, 404, lambda: repository.get_branch("none"))
    commits = all_of(repository.get_commits())
    assert commits[0].sha == main.commit.sha
    assert commits[0].commit.message == "Remove notes"
    notes = repository.get_commits(path=PATH)
    assert [each.commit.message for each in notes] == ["Remove notes", "Change notes", "Add notes"]
    mine = repository.get_commits(author=world["owner"]["login"])
    assert mine.totalCount == len(list(mine)) > 2
    yesterday = datetime.datetime.utcnow() - datetime.timedelta(days=1)
    assert repository.get_commits(since=yesterday).totalCount == len(commits)
    assert repository.get_commits(until=yesterday).totalCount == 0
    commit = repository.get_commit("main")
    assert [(each.filename, each.status) for each in commit.files] == [(PATH, "removed")]
    assert commit.stats.deletions == 1
    assert all_of(commit.get_comments()) == []
    raises(github.GithubException, 422, lambda: repository.get_commit("none"))
    assert "owner" in [each.login.split("-")[0] for each in all_of(repository.get_contributors())]


def objects(repository):
    main = read(repository.get_git_ref("heads/main"))
    unknown(lambda: repository.get_git_ref("heads/none"))
    assert [each.ref for each in all_of(repository.get_git_matching_refs("heads/mai"))] == [main.ref]
    assert main.ref in [each.ref for each in all_of(repository.get_git_refs())]
    commit = read(repository.get_git_commit(main.object.sha))
    tree = repository.get_git_tree(commit.tree.sha, recursive=True)
    entry = next(each for each in tree.tree if each.path == "README.md")
    blob = read(repository.get_git_blob(entry.sha))
    assert len(base64.b64decode(blob.content)) == blob.size == entry.size
    for wrong in [repository.get_git_commit, repository.get_git_tree, repository.get_git_blob, repository.get_git_tag]:
        unknown(lambda: wrong(ZEROS))
