// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import static dev.atrium.access.Permission.READ_CONTENTS;
import static dev.atrium.access.Permission.WRITE_CONTENTS;
import static dev.atrium.access.RepositoryNeed.READ;
import static dev.atrium.access.RepositoryNeed.WRITE;

import dev.atrium.platform.Platform;
import dev.atrium.platform.RouteList;
import dev.atrium.platform.Wing;
import dev.atrium.repositories.RepositoriesWing;
import dev.atrium.repositories.RepositoryRoutes;

/** Files, branches, commits and trees of repositories. */
public final class ContentsWing extends Wing {

  public ContentsWing(Platform platform, RepositoriesWing repositories) {
    super(platform);
    Contents contents = new Contents(platform.git(), repositories.settings());
    ContentsApi files = new ContentsApi(contents, repositories.committers(), platform.urls());
    HistoryApi history = new HistoryApi(contents, repositories.committers(), platform.urls());
    // spotless:off: one line an operation, however long.
    RouteList docs = routes.under("repos/contents");
    RepositoryRoutes one = new RepositoryRoutes(docs, repositories.paths());
    one.add("GET /contents/{path...}", "repos/get-content", "get-repository-content", READ_CONTENTS, READ, files::get);
    one.add("PUT /contents/{path...}", "repos/create-or-update-file-contents", "create-or-update-file-contents", WRITE_CONTENTS, WRITE, files::put);
    one.add("DELETE /contents/{path...}", "repos/delete-file", "delete-a-file", WRITE_CONTENTS, WRITE, files::delete);
    docs.add("GET /raw/{owner}/{repo}/{ref}/{path...}", "atrium/download", "get-repository-content", READ_CONTENTS, repositories.paths().named(READ, files::download));
    one = new RepositoryRoutes(routes.under("branches/branches"), repositories.paths());
    one.add("GET /branches", "repos/list-branches", "list-branches", READ_CONTENTS, READ, history::branches);
    one.add("GET /branches/{branch...}", "repos/get-branch", "get-a-branch", READ_CONTENTS, READ, history::branch);
    one = new RepositoryRoutes(routes.under("commits/commits"), repositories.paths());
    one.add("GET /commits", "repos/list-commits", "list-commits", READ_CONTENTS, READ, history::commits);
    one.add("GET /commits/{ref...}", "repos/get-commit", "get-a-commit", READ_CONTENTS, READ, history::commit);
    one = new RepositoryRoutes(routes.under("git/trees"), repositories.paths());
    one.add("GET /git/trees/{tree_sha...}", "git/get-tree", "get-a-tree", READ_CONTENTS, READ, history::tree);
    // spotless:on
  }
}
