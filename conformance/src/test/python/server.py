# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""What a server says of itself, of limits and of tokens that are none."""

import github
from client import base_url, client, owner, raises, world


def journey():
    limits = read_limits()
    me = owner.get_user()
    assert me.login == world["owner"]["login"]
    assert owner.rate_limiting[1] == limits.core.limit
    assert owner.rate_limiting_resettime > 0
    assert "repo" in owner.oauth_scopes
    refused = raises(github.BadCredentialsException, 401, lambda: client("ghp_wrong").get_user().login)
    assert refused.data["message"] == "Bad credentials"
    basic = github.Github(world["owner"]["login"], world["owner"]["token"], base_url=base_url)
    assert basic.get_user().login == me.login


def read_limits():
    limits = owner.get_rate_limit()
    assert limits.core.remaining <= limits.core.limit
    assert limits.core.reset.year > 2000
    assert limits.search.limit > 0
    return limits
