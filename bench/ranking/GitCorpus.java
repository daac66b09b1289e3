// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.search;

import dev.atrium.git.ChangingCommit;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.search.Corpus.Doc;
import dev.atrium.search.Corpus.Query;
import dev.atrium.search.Corpus.Tree;
import dev.atrium.work.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Reads the queries of a git repository: each on the tree, and with the histories, that were before its commit. */
final class GitCorpus {
  /** The most commits that are looked at, as in the server. */
  private static final int MOST_COMMITS = 10_000;

  /** More than the server keeps of a file, to measure that. */
  static final int MOST_LOG = 200;

  private static final int MOST_TRUE = 10;

  private static final Comparator<FileLog.Commit> NEWEST =
      Comparator.comparingLong(FileLog.Commit::time).reversed().thenComparing(FileLog.Commit::subject);

  private final String name;
  private final GitRepository git;
  private final Repository repository;
  private final String head;
  private final List<ChangingCommit> all = new ArrayList<>();
  private final GitTexts texts;
  private final Map<Long, Doc> docs = new HashMap<>();

  /**
   * @param folder has the bare repositories, each named after a number
   */
  GitCorpus(String name, Path folder, int id) throws IOException {
    this.name = name;
    this.repository = new FileRepositoryBuilder().setGitDir(folder.resolve(id + ".git").toFile()).build();
    this.texts = new GitTexts(repository);
    this.git = new GitRepositories(folder).open(id, repository.getBranch());
    this.head = repository.resolve(Constants.HEAD).name();
    git.sources()
        .changedFiles(head, Optional.empty())
        .each(MOST_COMMITS, Deadline.after(Duration.ofHours(1)), all::add);
  }

  List<IndexedCommit> commits() {
    return all.stream()
        .map(
            each ->
                new IndexedCommit(
                    Units.of(each.sha()),
                    each.message(),
                    each.files().stream().map(ChangingCommit.File::path).toList()))
        .toList();
  }

  /** The newest commits that say in words what they change. */
  Corpus queries(int most) throws IOException {
    Set<String> seen = new HashSet<>();
    Set<String> first = new HashSet<>();
    for (ChangingCommit each : all.reversed()) {
      if (seen.add(Subjects.strip(each.subject()))) {
        first.add(each.sha());
      }
    }
    List<Query> queries = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      for (ChangingCommit each : all) {
        RevCommit commit = walk.parseCommit(ObjectId.fromString(each.sha()));
        String author = commit.getAuthorIdent().getName() + " " + commit.getAuthorIdent().getEmailAddress();
        if (queries.size() < most
            && first.contains(each.sha())
            && commit.getParentCount() == 1
            && Subjects.isQuery(each.subject(), author)) {
          query(walk, walk.parseCommit(commit.getParent(0)), each).ifPresent(queries::add);
        }
      }
    }
    return new Corpus(name, Corpus.Kind.COMMITS, queries, commits());
  }

  private Optional<Query> query(RevWalk walk, RevCommit parent, ChangingCommit commit) throws IOException {
    Map<String, String> files = texts.files(parent);
    Set<String> changed = new HashSet<>();
    for (ChangingCommit.File file : commit.files()) {
      changed.add(file.previousPath().orElse(file.path()));
    }
    changed.retainAll(files.keySet());
    if (changed.isEmpty() || changed.size() > MOST_TRUE) {
      return Optional.empty();
    }
    Tree tree = tree(parent, files);
    boolean told =
        tree.docs.stream()
            .flatMap(doc -> doc.log().stream())
            .anyMatch(each -> each.subject().equals(commit.subject()));
    if (told || tree.commits.contains(Units.of(commit.sha()))) {
      throw new IllegalStateException("The answer is in the history: " + commit.sha());
    }
    Set<Integer> truth = new HashSet<>();
    for (int i = 0; i < tree.docs.size(); i++) {
      if (changed.contains(tree.docs.get(i).path())) {
        truth.add(i);
      }
    }
    return Optional.of(new Query(Subjects.strip(commit.subject()), tree, truth));
  }

  /** The newest tree. */
  Tree head() throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(head));
      return tree(commit, texts.files(commit));
    }
  }

  private Tree tree(RevCommit commit, Map<String, String> files) {
    Set<String> before =
        new HashSet<>(git.sources().changedFiles(commit.name(), Optional.empty()).ids(Integer.MAX_VALUE));
    List<ChangingCommit> ancestors = all.stream().filter(each -> before.contains(each.sha())).toList();
    Map<String, List<ChangingCommit>> logs = new HashMap<>();
    ancestors.reversed().forEach(each -> follow(each, logs));
    List<Doc> tree = new ArrayList<>();
    files.forEach((path, blob) -> tree.add(doc(path, blob, logs.getOrDefault(path, List.of()))));
    Set<Long> units = new HashSet<>();
    ancestors.forEach(each -> units.add(Units.of(each.sha())));
    return new Tree(tree, units);
  }

  /** A log moves along with a file that is renamed, as in the server. */
  private static void follow(ChangingCommit commit, Map<String, List<ChangingCommit>> logs) {
    for (ChangingCommit.File file : commit.files()) {
      List<ChangingCommit> log =
          file.previousPath().isPresent()
              ? Optional.ofNullable(logs.remove(file.previousPath().get())).orElseGet(ArrayList::new)
              : logs.getOrDefault(file.path(), new ArrayList<>());
      log.add(commit);
      logs.put(file.path(), log);
    }
  }

  /** A file of one text and another history is another document. */
  private Doc doc(String path, String blob, List<ChangingCommit> log) {
    long unit = Units.file(path, Units.of(blob));
    for (ChangingCommit commit : log) {
      unit = Units.file("history", unit ^ Units.of(commit.sha()));
    }
    return docs.computeIfAbsent(
        unit,
        key ->
            new Doc(
                path,
                key,
                Units.of(blob),
                texts.text(blob),
                log.stream()
                    .map(each -> new FileLog.Commit(each.time(), each.subject()))
                    .sorted(NEWEST)
                    .limit(MOST_LOG)
                    .toList()));
  }
}
