# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""PyGithub as its users have it, but that its connections take note of everything that passes."""

import json
import os
import random
import string
import urllib.parse

import github
from github import Requester

url = os.environ["CONFORMANCE_URL"]
base_url = url if url.endswith("/api/v3") else url + "/api/v3"
exchanges = os.environ["CONFORMANCE_EXCHANGES"]

# What was set up before the journeys: people, an organization, a repository.
world = json.loads(os.environ["CONFORMANCE_WORLD"])

_origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlparse(url))


def recording(kind):
    """A class of connections that notes each answer before PyGithub has it."""

    class Recording(kind):
        def getresponse(self):
            response = super().getresponse()
            exchange = {
                "method": self.verb,
                "url": _origin + self.url,
                "status": response.status,
                "contentType": response.headers.get("content-type", ""),
                "body": response.read(),
            }
            with open(exchanges, "a", encoding="utf-8") as file:
                file.write(json.dumps(exchange) + "\n")
            return response

    return Recording


Requester.Requester.injectConnectionClasses(
    recording(Requester.HTTPRequestsConnectionClass), recording(Requester.HTTPSRequestsConnectionClass)
)


def client(token, **more):
    """PyGithub for whoever the token stands for."""
    return github.Github(token, base_url=base_url, **more)


owner = client(world["owner"]["token"])
member = client(world["member"]["token"])


def raises(kind, status, call):
    """Holds a call to fail with that exception."""
    try:
        call()
    except github.GithubException as error:
        assert type(error) is kind, repr(error)
        assert error.status == status, repr(error)
        return error
    raise AssertionError(f"{kind.__name__} was not raised")


def unknown(call):
    """Holds a call to fail as GitHub says of what is not there."""
    raises(github.UnknownObjectException, 404, call)


def unique(what):
    """A name that nobody else has."""
    return what + "-" + "".join(random.choices(string.ascii_lowercase, k=8))


def read(thing):
    """Reads every attribute of it: PyGithub checks a type only when its attribute is read."""
    for name in dir(type(thing)):
        if isinstance(getattr(type(thing), name), property):
            getattr(thing, name)
    return thing


def all_of(pages):
    """Everything that is on all pages, from both ends, as many as its count says."""
    count = pages.totalCount  # First: PyGithub forgets the filters with the first page.
    found = [read(thing) for thing in pages]
    assert count == len(found), f"{count} of {len(found)}"
    backwards = list(pages.reversed)
    assert len(backwards) == len(found), f"{len(backwards)} of {len(found)}"
    if found and getattr(found[0], "url", None):
        assert [thing.url for thing in backwards] == [thing.url for thing in found][::-1]
    return found
