// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.contents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atrium.access.RepositoryFacts;
import dev.atrium.git.Content;
import dev.atrium.git.Entry;
import dev.atrium.http.Json;
import dev.atrium.http.Urls;
import dev.atrium.work.AnswerMemory;
import dev.atrium.work.Pieces;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's content-file, content-directory, content-symlink, content-submodule and content-tree.
 *
 * @param ref the requested ref, or the default branch
 */
record ContentJson(RepositoryFacts repository, String ref, Urls urls) {
  /**
   * The largest file whose content is in the answer, in bytes. The content of a larger file is
   * empty, as on GitHub.
   */
  static final long MOST_INLINE = 1024L * 1024;

  /** What an entry takes besides its path and the ref, in bytes. */
  private static final int BYTES_OF_ENTRY = 2048;

  /** The URLs of an entry with its path or the ref: four that are kept, and six that are sent. */
  private static final int URLS_OF_ENTRY = 10;

  /** The entries of a folder that are built before others run. */
  private static final int AT_ONCE = 100;

  /** What a file takes for each of its bytes: those, and their Base64 in several copies. */
  static final int BYTES_PER_BYTE = 6;

  /** GitHub wraps Base64 at this column, and ends it with a line break. */
  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(60, "\n".getBytes(StandardCharsets.US_ASCII));

  /**
   * Builds a file with its content.
   *
   * @param bytes null for a file that is too large
   */
  ObjectNode file(Entry file, byte @Nullable [] bytes) {
    ObjectNode json = entry(file);
    if (bytes == null) {
      return json.put("content", "").put("encoding", "none");
    }
    String content = BASE64.encodeToString(bytes);
    return json.put("content", content.isEmpty() ? "" : content + "\n").put("encoding", "base64");
  }

  ObjectNode symlink(Content.Symlink link) {
    return entry(link.entry()).put("target", link.target());
  }

  ObjectNode submodule(Content.Submodule submodule) {
    return entry(submodule.entry()).put("submodule_git_url", submodule.url().orElse(""));
  }

  /** Builds a folder as the list of its entries. */
  List<ObjectNode> directory(Content.Folder folder) {
    count(folder);
    List<ObjectNode> items = new ArrayList<>();
    folder.entries().forEach(entry -> items.add(item(entry, items.size())));
    return items;
  }

  /** Counts what the entries take, before they are built. */
  private void count(Content.Folder folder) {
    long ofRef = Urls.encodePath(ref).length();
    for (Entry entry : folder.entries()) {
      long texts = ofRef + Urls.encodePath(entry.path()).length();
      AnswerMemory.countBytes(BYTES_OF_ENTRY + URLS_OF_ENTRY * texts);
    }
  }

  /** Builds a folder as an object. */
  ObjectNode tree(Content.Folder folder) {
    count(folder);
    ObjectNode json = entry(folder.entry());
    ArrayNode entries = json.putArray("entries");
    folder.entries().forEach(child -> entries.add(item(child, entries.size())));
    return json;
  }

  /**
   * Builds an entry of a list. GitHub shows a submodule there as a file, which clients rely on.
   *
   * @param before how many entries are built already
   */
  private ObjectNode item(Entry entry, int before) {
    if (before % AT_ONCE == AT_ONCE - 1) {
      Pieces.letOthersRun(before / AT_ONCE);
    }
    return entry.type() == Entry.Type.SUBMODULE ? entry(entry).put("type", "file") : entry(entry);
  }

  /** Builds the fields that all forms share. */
  ObjectNode entry(Entry entry) {
    String path = Urls.encodePath(entry.path());
    String query = "?ref=" + URLEncoder.encode(ref, StandardCharsets.UTF_8).replace("+", "%20");
    String api = "/repos/" + repository.fullName();
    boolean folder = entry.type() == Entry.Type.DIR;
    String self = urls.api(api + "/contents/" + path + query);
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("name", entry.name())
            .put("path", entry.path())
            .put("sha", entry.sha())
            .put("size", entry.size())
            .put("type", entry.type().wire())
            .put("url", self);
    if (entry.type() == Entry.Type.SUBMODULE) {
      json.putNull("html_url").putNull("git_url");
    } else {
      json.put("html_url", html(folder ? "tree" : "blob", path))
          .put("git_url", urls.api(api + "/git/" + (folder ? "trees/" : "blobs/") + entry.sha()));
    }
    boolean file = entry.type() == Entry.Type.FILE || entry.type() == Entry.Type.SYMLINK;
    json.put("download_url", file ? download(path) : null);
    ObjectNode links = json.putObject("_links").put("self", self);
    links.set("git", json.get("git_url"));
    links.set("html", json.get("html_url"));
    return json;
  }

  private String html(String kind, String path) {
    return urls.html(
        "/" + repository.fullName() + "/" + kind + "/" + Urls.encodePath(ref) + "/" + path);
  }

  /** Returns the download URL. The ref is a single segment of it, to separate it from the path. */
  private String download(String path) {
    String segment = Urls.encodePath(ref).replace("/", "%2F");
    return urls.html("/raw/" + repository.fullName() + "/" + segment + "/" + path);
  }
}
