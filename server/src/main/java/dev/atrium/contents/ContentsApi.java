// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryGrant;
import dev.atrium.error.ApiException;
import dev.atrium.git.Content;
import dev.atrium.git.Entry;
import dev.atrium.git.WriteResult;
import dev.atrium.http.Fields;
import dev.atrium.http.Json;
import dev.atrium.http.MediaType;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import dev.atrium.repositories.CommitJson;
import dev.atrium.repositories.Committers;
import dev.atrium.work.AnswerMemory;
import dev.atrium.work.OneAtATime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations on {@code /repos/{owner}/{repo}/contents/{path}}, and on {@code /raw} for its
 * downloads.
 */
public final class ContentsApi {
  private final Contents contents;
  private final Committers committers;
  private final Urls urls;
  private final OneAtATime rendering;

  /**
   * @param rendering the turns of files that become HTML
   */
  public ContentsApi(Contents contents, Committers committers, OneAtATime rendering, Urls urls) {
    this.rendering = rendering;
    this.contents = contents;
    this.committers = committers;
    this.urls = urls;
  }

  public Response get(Request request, RepositoryGrant grant) {
    Optional<String> ref = request.query("ref").filter(sent -> !sent.isEmpty());
    Content content = contents.get(grant, request.parameter("path"), ref.orElse(null));
    ContentJson json =
        new ContentJson(grant.repository(), ref.orElse(grant.repository().defaultBranch()), urls);
    return switch (content) {
      case Content.File file -> file(request, grant, json, file.entry());
      case Content.Folder folder ->
          Response.ok(
              MediaType.asked(request, "object") ? json.tree(folder) : json.directory(folder));
      case Content.Symlink link ->
          link.file().isPresent()
              ? file(request, grant, json, link.file().get())
              : Response.ok(json.symlink(link));
      case Content.Submodule submodule -> Response.ok(json.submodule(submodule));
    };
  }

  /** Answers a file in the form that the request asks for. */
  Response file(Request request, RepositoryGrant grant, ContentJson json, Entry file) {
    Contents.requireReadable(file);
    if (MediaType.asked(request, "raw")) {
      return raw(grant, file);
    }
    if (MediaType.asked(request, "html")) {
      Contents.requireRenderable(file);
      return Response.text(
          rendering.run(() -> Markup.html(file, () -> contents.bytes(grant, file))),
          "application/vnd.github.html; charset=utf-8");
    }
    boolean inline = file.size() <= ContentJson.MOST_INLINE;
    AnswerMemory.countBytes(inline ? file.size() * ContentJson.BYTES_PER_BYTE : 0);
    return Response.ok(json.file(file, inline ? contents.bytes(grant, file) : null));
  }

  private Response raw(RepositoryGrant grant, Entry file) {
    return Response.ok(contents.stream(grant, file, "application/vnd.github.raw; charset=utf-8"));
  }

  /** Answers {@code download_url} with the bytes alone. A browser never shows them as a page. */
  public Response download(Request request, RepositoryGrant grant) {
    return switch (contents.get(grant, request.parameter("path"), request.parameter("ref"))) {
      case Content.File file -> bytes(grant, file.entry());
      case Content.Symlink link -> bytes(grant, link.file().orElseThrow(ApiException::notFound));
      case Content.Folder folder -> throw ApiException.notFound();
      case Content.Submodule submodule -> throw ApiException.notFound();
    };
  }

  private Response bytes(RepositoryGrant grant, Entry file) {
    return Response.ok(contents.stream(grant, file, "application/octet-stream"));
  }

  public Response put(Request request, RepositoryGrant grant) {
    String path = Contents.writable(request.parameter("path"));
    FileWrite write =
        FileWrite.read(request.fields("Content"), false, committers.identity(request.caller()));
    byte[] bytes = Objects.requireNonNull(write.content());
    WriteResult written =
        contents.write(
            grant,
            writer ->
                writer.put(
                    branch(grant, write),
                    path,
                    bytes,
                    write.sha(),
                    write.message(),
                    write.author(),
                    write.committer()));
    contents.keepFirstBranch(grant, branch(grant, write));
    Entry file =
        new Entry(
            path,
            "100644",
            Entry.Type.FILE,
            Objects.requireNonNull(written.blobSha()),
            bytes.length);
    ObjectNode content =
        new ContentJson(grant.repository(), branch(grant, write), urls).entry(file);
    return Response.json(written.created() ? 201 : 200, answer(grant, written, content));
  }

  public Response delete(Request request, RepositoryGrant grant) {
    String path = Contents.writable(request.parameter("path"));
    FileWrite write = FileWrite.read(fields(request), true, committers.identity(request.caller()));
    String sha = write.sha();
    if (sha == null) {
      throw Contents.shaRequired();
    }
    WriteResult written =
        contents.write(
            grant,
            writer ->
                writer.delete(
                    branch(grant, write),
                    path,
                    sha,
                    write.message(),
                    write.author(),
                    write.committer()));
    return Response.json(200, answer(grant, written, null));
  }

  /**
   * Reads the fields of a DELETE. Some clients send them in the query, which GitHub accepts too.
   */
  private static Fields fields(Request request) {
    ObjectNode body = request.object();
    for (String name : List.of("message", "sha", "branch")) {
      request
          .query(name)
          .filter(value -> !body.has(name))
          .ifPresent(value -> body.put(name, value));
    }
    return new Fields(body, "Content");
  }

  private static String branch(RepositoryGrant grant, FileWrite write) {
    String branch = write.branch();
    return branch == null ? grant.repository().defaultBranch() : branch;
  }

  private ObjectNode answer(
      RepositoryGrant grant, WriteResult written, @Nullable ObjectNode content) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.set("content", content == null ? json.nullNode() : content);
    json.set("commit", new CommitJson(grant.repository(), urls).plain(written.commit()));
    return json;
  }
}
