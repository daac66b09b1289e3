// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
// All journeys, one after the other; the first that fails ends the run.
import { agents } from "./agents.mjs";
import { apps } from "./apps.mjs";
import { contents } from "./contents.mjs";
import { issues } from "./issues.mjs";
import { meta } from "./meta.mjs";
import { organizations } from "./organizations.mjs";
import { pulls } from "./pulls.mjs";
import { repositories } from "./repositories.mjs";
import { spaces } from "./spaces.mjs";
import { teams } from "./teams.mjs";
import { users } from "./users.mjs";

for (const journey of [
  meta,
  users,
  organizations,
  teams,
  repositories,
  contents,
  issues,
  pulls,
  spaces,
  agents,
  apps,
]) {
  await journey();
}
