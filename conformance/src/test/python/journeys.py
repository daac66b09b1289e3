# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The Atrium authors
"""All journeys, one after the other; the first that fails ends the run."""

import apps
import contents
import issues
import people
import pulls
import repositories
import server
import spaces
import teams

for journey in [
    server.journey,
    people.journey,
    teams.journey,
    repositories.journey,
    contents.journey,
    issues.journey,
    pulls.journey,
    spaces.journey,
    apps.journey,
]:
    journey()
