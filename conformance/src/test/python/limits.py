# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""A server with low limits: PyGithub tells them from other refusals."""

import github
from client import base_url, owner, unique


def limited(call):
    """Calls until the limit, which must be told as one."""
    for _ in range(20):
        try:
            call()
        except github.RateLimitExceededException as error:
            assert error.status == 403 and int(error.headers["retry-after"]) > 0, repr(error)
            return error
        except github.GithubException as error:
            assert error.status == 401, repr(error)
    raise AssertionError("no limit was reached")


nobody = github.Github(base_url=base_url)
limited(lambda: nobody.get_user("nobody"))
assert nobody.rate_limiting == (0, 3), nobody.rate_limiting
assert nobody.rate_limiting_resettime > 0
secondary = limited(lambda: owner.get_user().create_repo(unique("many")))
assert "secondary rate limit" in secondary.data["message"]
assert owner.rate_limiting[0] > 0
