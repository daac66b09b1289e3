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
    ContentsApi files =
        new ContentsApi(
            contents, repositories.committers(), platform.oneAtATime(), platform.urls());
    HistoryApi history = new HistoryApi(contents, repositories.committers(), platform.urls());
    ReadmeApi readmes = new ReadmeApi(contents, files, platform.urls());
    GitApi objects = new GitApi(contents, platform.urls());
    // spotless:off: one line an operation, however long.
    RouteList docs = routes.under("repos/contents");
    RepositoryRoutes one = new RepositoryRoutes(docs, repositories.paths());
    one.add("GET /contents/{path...}", "repos/get-content", "get-repository-content", READ_CONTENTS, READ, files::get);
    one.add("PUT /contents/{path...}", "repos/create-or-update-file-contents", "create-or-update-file-contents", WRITE_CONTENTS, WRITE, files::put);
    one.add("DELETE /contents/{path...}", "repos/delete-file", "delete-a-file", WRITE_CONTENTS, WRITE, files::delete);
    one.add("GET /readme", "repos/get-readme", "get-a-repository-readme", READ_CONTENTS, READ, readmes::get);
    one.add("GET /readme/{dir...}", "repos/get-readme-in-directory", "get-a-repository-readme-for-a-directory", READ_CONTENTS, READ, readmes::inFolder);
    docs.add("GET /raw/{owner}/{repo}/{ref}/{path...}", "atrium/download", "get-repository-content", READ_CONTENTS, repositories.paths().named(READ, files::download));
    one = new RepositoryRoutes(routes.under("branches/branches"), repositories.paths());
    one.add("GET /branches", "repos/list-branches", "list-branches", READ_CONTENTS, READ, history::branches);
    one.add("GET /branches/{branch...}", "repos/get-branch", "get-a-branch", READ_CONTENTS, READ, history::branch);
    one = new RepositoryRoutes(routes.under("commits/commits"), repositories.paths());
    one.add("GET /commits", "repos/list-commits", "list-commits", READ_CONTENTS, READ, history::commits);
    one.add("GET /commits/{ref...}", "repos/get-commit", "get-a-commit", READ_CONTENTS, READ, history::commit);
    one.add("GET /statuses/{ref...}", "atrium/list-statuses", "list-commits", READ_CONTENTS, READ, history::statuses);
    one = new RepositoryRoutes(routes.under("git/trees"), repositories.paths());
    one.add("GET /git/trees/{tree_sha...}", "git/get-tree", "get-a-tree", READ_CONTENTS, READ, history::tree);
    one = new RepositoryRoutes(routes.under("git/refs"), repositories.paths());
    one.add("GET /git/ref/{ref...}", "git/get-ref", "get-a-reference", READ_CONTENTS, READ, objects::ref);
    one.add("GET /git/matching-refs/{ref...}", "git/list-matching-refs", "list-matching-references", READ_CONTENTS, READ, objects::matching);
    one.add("GET /git/refs", "atrium/list-refs", "list-matching-references", READ_CONTENTS, READ, objects::refs);
    one.add("GET /git/refs/{ref...}", "atrium/get-refs", "get-a-reference", READ_CONTENTS, READ, objects::refOrMatching);
    one = new RepositoryRoutes(routes.under("git/blobs"), repositories.paths());
    one.add("GET /git/blobs/{file_sha}", "git/get-blob", "get-a-blob", READ_CONTENTS, READ, objects::blob);
    one = new RepositoryRoutes(routes.under("git/commits"), repositories.paths());
    one.add("GET /git/commits/{commit_sha}", "git/get-commit", "get-a-commit-object", READ_CONTENTS, READ, objects::commit);
    one = new RepositoryRoutes(routes.under("git/tags"), repositories.paths());
    one.add("GET /git/tags/{tag_sha}", "git/get-tag", "get-a-tag", READ_CONTENTS, READ, objects::tag);
    one = new RepositoryRoutes(routes.under("repos/repos"), repositories.paths());
    one.add("GET /tags", "repos/list-tags", "list-repository-tags", READ_CONTENTS, READ, objects::tags);
    one.add("GET /languages", "repos/list-languages", "list-repository-languages", READ_CONTENTS, READ, new LanguagesApi(contents)::get);
    one.add("GET /contributors", "repos/list-contributors", "list-repository-contributors", READ_CONTENTS, READ, new ContributorsApi(contents, repositories.committers(), platform.urls())::get);
    // spotless:on
  }
}
