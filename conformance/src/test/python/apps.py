# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""An app that speaks for itself by signed tokens, and for its installation by those it asks for."""

import requests

import github
from client import all_of, base_url, client, raises, unique, world


def journey():
    made = ours("/admin/apps", {"name": unique("App"), "owner": world["owner"]["login"], "permissions": {"contents": "read"}})
    installed = ours(f"/admin/apps/{made['slug']}/installations", {"account": world["organization"]})
    integration = github.GithubIntegration(made["id"], made["pem"], base_url=base_url)
    found = integration.get_installation(world["organization"], world["repository"])
    assert found.id == installed["id"]
    token = integration.get_access_token(installed["id"])
    assert token.expires_at.year > 2000
    app = client(token.token)
    repository = app.get_repo(world["organization"] + "/" + world["repository"])
    assert repository.get_contents("README.md").size > 0
    itself = github.Installation.Installation(app._Github__requester, {}, {"id": found.id}, completed=True)
    reached = [each.name for each in all_of(itself.get_repos())]
    assert world["repository"] in reached
    # An installation is no user.
    refused = raises(github.GithubException, 403, lambda: app.get_user().login)
    assert refused.data["message"] == "Resource not accessible by integration"


def ours(path, fields):
    """An operation for site admins, where GitHub has a page."""
    headers = {"Authorization": "Bearer " + world["adminToken"], "User-Agent": "admin"}
    answer = requests.post(base_url + path, headers=headers, json=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()
