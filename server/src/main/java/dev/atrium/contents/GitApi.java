// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.error.ApiException;
import dev.atrium.git.Entry;
import dev.atrium.git.GitFiles;
import dev.atrium.git.GitObjects;
import dev.atrium.git.GitRef;
import dev.atrium.git.GitRepository;
import dev.atrium.http.Body;
import dev.atrium.http.MediaType;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.CommitJson;
import dev.atrium.work.AnswerMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on what git itself keeps: refs, blobs, commits and tags. */
final class GitApi {
  private static final String REFS = "refs/";

  private final Contents contents;
  private final Urls urls;

  GitApi(Contents contents, Urls urls) {
    this.contents = contents;
    this.urls = urls;
  }

  Response ref(Request request, RepositoryGrant grant) {
    return Response.ok(
        objects(grant)
            .ref(REFS + request.parameter("ref"))
            .map(ref -> json(grant).ref(ref))
            .orElseThrow(ApiException::notFound));
  }

  Response matching(Request request, RepositoryGrant grant) {
    return Response.ok(list(grant, request.parameter("ref")));
  }

  /** Lists all branches and tags in pages, as GitHub Enterprise Server does. */
  Response refs(Request request, RepositoryGrant grant) {
    return Page.of(request)
        .answer(
            request,
            urls,
            Page.of(request).slice(objects(grant).refs(REFS)),
            ref -> json(grant).ref(ref));
  }

  /**
   * Answers one ref or, if there is none of that name, all that begin with it, as GitHub Enterprise
   * Server does. The URLs of refs lead here.
   */
  Response refOrMatching(Request request, RepositoryGrant grant) {
    String name = request.parameter("ref");
    Optional<GitRef> one = objects(grant).ref(REFS + name);
    if (one.isPresent()) {
      return Response.ok(json(grant).ref(one.get()));
    }
    List<ObjectNode> all = list(grant, name);
    if (all.isEmpty()) {
      throw ApiException.notFound();
    }
    return Response.ok(all);
  }

  private List<ObjectNode> list(RepositoryGrant grant, String begin) {
    return objects(grant).refs(REFS + begin).stream().map(json(grant)::ref).toList();
  }

  Response commit(Request request, RepositoryGrant grant) {
    String sha = request.parameter("commit_sha");
    return Response.ok(
        contents
            .openNotEmpty(grant)
            .history()
            .commit(sha)
            // An annotated tag's id leads to a commit, too, but is not its id.
            .filter(commit -> commit.sha().equals(sha))
            .map(new CommitJson(grant.repository(), urls)::plain)
            .orElseThrow(ApiException::notFound));
  }

  Response tag(Request request, RepositoryGrant grant) {
    return Response.ok(
        objects(grant)
            .tag(request.parameter("tag_sha"))
            .map(json(grant)::tag)
            .orElseThrow(ApiException::notFound));
  }

  Response tags(Request request, RepositoryGrant grant) {
    Page page = Page.of(request);
    return page.answer(
        request,
        urls,
        page.slice(contents.open(grant).objects().tags()),
        tag -> json(grant).listed(tag));
  }

  /** Answers a blob while it is read, so that even 100 MB take no memory. */
  Response blob(Request request, RepositoryGrant grant) {
    GitRepository git = contents.openNotEmpty(grant);
    Entry file =
        git.objects().blob(request.parameter("file_sha")).orElseThrow(ApiException::notFound);
    if (MediaType.asked(request, "raw")) {
      return Response.ok(contents.stream(grant, file, "application/vnd.github.raw; charset=utf-8"));
    }
    Contents.requireReadable(file);
    AnswerMemory.countBytes(GitFiles.memory(file));
    String version = "%s-%s".formatted(file.sha(), grant.repository().fullName());
    return Response.ok(
        Body.Stream.json(
            version,
            json -> {
              json.writeStartObject();
              for (Map.Entry<String, String> field : json(grant).blob(file).entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
              }
              json.writeNumberField("size", file.size());
              json.writeFieldName("content");
              try (Base64Lines lines = new Base64Lines(json)) {
                git.files().copy(file, 0, file.size(), lines);
              }
              json.writeEndObject();
            }));
  }

  private GitObjects objects(RepositoryGrant grant) {
    return contents.openNotEmpty(grant).objects();
  }

  private GitJson json(RepositoryGrant grant) {
    return new GitJson(grant.repository(), urls);
  }
}
