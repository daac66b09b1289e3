// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import dev.atrium.access.RepositoryGrant;
import dev.atrium.error.ApiException;
import dev.atrium.git.Content;
import dev.atrium.git.Entry;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that find the README of a repository or of a folder. */
final class ReadmeApi {
  /** Where a repository's README may be, the first choice first, as on GitHub. */
  private static final List<String> FOLDERS = List.of(".github", "", "docs");

  private final Contents contents;
  private final ContentsApi files;
  private final Urls urls;

  ReadmeApi(Contents contents, ContentsApi files, Urls urls) {
    this.contents = contents;
    this.files = files;
    this.urls = urls;
  }

  Response get(Request request, RepositoryGrant grant) {
    return answer(request, grant, FOLDERS);
  }

  Response inFolder(Request request, RepositoryGrant grant) {
    return answer(request, grant, List.of(request.parameter("dir")));
  }

  private Response answer(Request request, RepositoryGrant grant, List<String> folders) {
    String ref = request.query("ref").filter(sent -> !sent.isEmpty()).orElse(null);
    Entry found =
        folders.stream()
            .flatMap(folder -> find(grant, folder, ref).stream())
            .findFirst()
            .orElseThrow(ApiException::notFound);
    String shown = ref == null ? grant.repository().defaultBranch() : ref;
    return files.file(request, grant, new ContentJson(grant.repository(), shown, urls), found);
  }

  private Optional<Entry> find(RepositoryGrant grant, String path, @Nullable String ref) {
    return contents.find(grant, path, ref).stream()
        .flatMap(
            content -> content instanceof Content.Folder folder ? folder.entries().stream() : null)
        .filter(entry -> rank(entry) < 3)
        .sorted(Comparator.comparingInt(ReadmeApi::rank).thenComparing(Entry::path))
        .flatMap(entry -> file(grant, entry, ref).stream())
        .findFirst();
  }

  /** Returns the file, or the file that a link leads to. */
  private Optional<Entry> file(RepositoryGrant grant, Entry entry, @Nullable String ref) {
    return switch (entry.type()) {
      case FILE -> Optional.of(entry);
      case SYMLINK ->
          contents
              .find(grant, entry.path(), ref)
              .flatMap(content ->
                  content instanceof Content.Symlink link ? link.file() : Optional.empty());
      case DIR, SUBMODULE -> Optional.empty();
    };
  }

  /** Returns the place of a name among those of READMEs: Markdown first; 3 for no README. */
  private static int rank(Entry entry) {
    String name = entry.name().toLowerCase(Locale.ROOT);
    if (name.equals("readme.md") || name.equals("readme.markdown")) {
      return 0;
    }
    return name.equals("readme") ? 2 : name.startsWith("readme.") ? 1 : 3;
  }
}
