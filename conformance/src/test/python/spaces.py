# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""Spaces, for which PyGithub has no methods: by its requester, as it calls everything itself."""

import github
from client import member, owner, raises, unknown, world


def journey():
    repository = owner.get_repo(world["organization"] + "/" + world["repository"])
    things = [
        {"resource_type": "repository", "metadata": {"repository_id": repository.id}},
        {"resource_type": "free_text", "metadata": {"name": "Tone", "text": "Be brief."}},
    ]
    spaces(f"/orgs/{world['organization']}/copilot-spaces", things)
    spaces(f"/users/{world['owner']['login']}/copilot-spaces", things)


def request(who, verb, path, input=None):
    # The name of the requester is PyGithub's own; it has none for everybody.
    _, data = who._Github__requester.requestJsonAndCheck(verb, path, input=input)
    return data


def spaces(path, things):
    fields = {"name": "By PyGithub", "base_role": "no_access", "resources_attributes": things}
    made = request(owner, "POST", path, fields)
    one = f"{path}/{made['number']}"
    assert [each["resource_type"] for each in made["resources_attributes"]] == ["repository", "free_text"]
    listed = request(owner, "GET", path + "?per_page=1")["spaces"]
    assert len(listed) == 1
    # api_url leads to the space by number.
    assert request(owner, "GET", made["api_url"]) == request(owner, "GET", one)
    unknown(lambda: request(member, "GET", one))
    refused = raises(github.GithubException, 422, lambda: request(owner, "POST", path, {"name": ""}))
    assert refused.data["errors"][0]["field"] == "name"
    note = {"resource_type": "free_text", "metadata": {"name": "More", "text": "Say so."}}
    added = request(owner, "POST", one + "/resources", note)
    assert request(owner, "GET", f"{one}/resources/{added['id']}") == added
    request(owner, "DELETE", f"{one}/resources/{added['id']}")
    assert len(request(owner, "GET", one + "/resources")["resources"]) == 2
    sharing(one)
    request(owner, "DELETE", one)
    unknown(lambda: request(owner, "GET", one))


def sharing(one):
    user = {"actor_type": "User", "actor_identifier": world["member"]["login"], "role": "reader"}
    request(owner, "POST", one + "/collaborators", user)
    assert request(member, "GET", one)["name"] == "By PyGithub"
    raises(github.GithubException, 403, lambda: request(member, "PUT", one, {"name": "no"}))
    assert len(request(owner, "GET", one + "/collaborators")["collaborators"]) == 1
