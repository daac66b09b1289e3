// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.context;

import dev.atrium.access.RepositoryFacts;
import dev.atrium.access.RepositoryGrants;
import dev.atrium.context.WantedFiles.Wanted;
import dev.atrium.db.Database;
import dev.atrium.git.GitRepositories;
import dev.atrium.git.GitRepository;
import dev.atrium.issues.IssueTexts;
import dev.atrium.issues.IssueTexts.Version;
import dev.atrium.jobs.JobRun;
import dev.atrium.resources.AttachedSources;
import dev.atrium.resources.SourceSpec;
import dev.atrium.search.FileLog;
import dev.atrium.search.IndexChanges;
import dev.atrium.search.IndexKey;
import dev.atrium.search.IndexState;
import dev.atrium.search.Indexes;
import dev.atrium.search.LongSet;
import dev.atrium.search.Units;
import dev.atrium.work.SharedTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings the index of one repository up to date: whatever spaces name of it, at its refs. What the
 * index has already is not read again, and what nobody names any more is removed.
 */
final class RepositoryIngestion {
  /** The note of the sources that an index was made for. */
  private static final String SOURCES = "sources";

  private static final String TIP = "tip ";

  /** The nanoseconds after which others can see what is done. */
  private static final long VISIBLE = 5_000_000_000L;

  private final Database database;
  private final GitRepositories git;
  private final Indexes indexes;
  private final FileLists lists;
  private final FileIndexing files;
  private final IssueTexts issues;
  private final SharedTime time;

  RepositoryIngestion(
      Database database,
      GitRepositories git,
      Indexes indexes,
      FileLists lists,
      IssueTexts issues,
      ContextLimits limits,
      SharedTime time) {
    this.database = database;
    this.git = git;
    this.indexes = indexes;
    this.lists = lists;
    this.issues = issues;
    this.files = new FileIndexing(limits);
    this.time = time;
  }

  /** Tells whether the index was made for other sources than spaces name now. */
  boolean isDue(long repositoryId) {
    String now =
        sources(database.read(handle -> AttachedSources.ofRepository(handle, repositoryId)));
    return indexes
        .open(IndexKey.repository(repositoryId))
        .map(snapshot -> {
          try (snapshot) {
            return !snapshot.state().complete()
                || !now.equals(snapshot.state().notes().get(SOURCES));
          }
        })
        .orElse(!now.isEmpty());
  }

  private static String sources(List<SourceSpec> specs) {
    return specs.isEmpty() ? "" : Units.blobId(specs.toString());
  }

  void run(JobRun run, long repositoryId) {
    Optional<RepositoryFacts> repository =
        database.read(handle -> RepositoryGrants.facts(handle, repositoryId));
    List<SourceSpec> specs =
        repository.isEmpty()
            ? List.of()
            : database.read(handle -> AttachedSources.ofRepository(handle, repositoryId));
    IndexKey key = IndexKey.repository(repositoryId);
    if (specs.isEmpty()) {
      indexes.delete(key);
      return;
    }
    try (IndexChanges index = indexes.change(key)) {
      Run all = new Run(run, repository.get(), specs, index);
      all.words();
      if (!run.isStopped()) {
        indexes.settle(key);
        all.tokens();
      }
    }
  }

  /** One run, with what it has found out. */
  private final class Run {
    private final JobRun run;
    private final RepositoryFacts repository;
    private final List<SourceSpec> specs;
    private final IndexChanges index;
    private final GitRepository repo;
    private final WantedFiles wanted = new WantedFiles();
    private final Map<String, String> tips = new TreeMap<>();
    private final Map<String, String> notes = new TreeMap<>();
    private final Set<Long> added = ConcurrentHashMap.newKeySet();
    private final AtomicLong visible = new AtomicLong(System.nanoTime());

    Run(JobRun run, RepositoryFacts repository, List<SourceSpec> specs, IndexChanges index) {
      this.run = run;
      this.repository = repository;
      this.specs = specs;
      this.index = index;
      this.repo = git.open(repository.id(), repository.defaultBranch());
      notes.putAll(index.state().notes());
    }

    /** Makes everything searchable. */
    void words() {
      specs.stream().filter(SourceSpec::isOfFiles).forEach(this::want);
      LongSet commits = files();
      Map<Long, Long> texts = issues();
      if (run.isStopped()) {
        return;
      }
      LongSet blobs = wanted.texts();
      index.keepOnly(
          unit -> wanted.has(unit) || texts.containsKey(unit),
          blob -> blobs.contains(blob) || texts.containsKey(blob),
          commits::contains);
      notes.keySet().removeIf(name -> name.startsWith(TIP));
      tips.forEach((ref, commit) -> notes.put(TIP + ref, commit));
      notes.put(SOURCES, sources(specs));
      index.commit(new IndexState(true, notes));
    }

    private void want(SourceSpec spec) {
      Optional<String> commit = repo.resolve(spec.ref().isEmpty() ? null : spec.ref());
      commit
          .flatMap(sha -> lists.list(repo, key(spec, sha)))
          .ifPresent(list -> {
            tips.put(list.key().ref(), list.key().commit());
            wanted.add(list);
          });
    }

    private String ref(SourceSpec spec) {
      return spec.ref().isEmpty() ? repository.defaultBranch() : spec.ref();
    }

    private FileList.Key key(SourceSpec spec, String commit) {
      return new FileList.Key(
          repository.id(), ref(spec), commit, spec.path(), spec.include(), spec.exclude());
    }

    /** Puts the commits and files into the index that it lacks. Returns all commits. */
    private LongSet files() {
      LongSet.Builder commits = new LongSet.Builder();
      Map<String, Histories> histories = new HashMap<>();
      Map<String, Map<String, Long>> former = new HashMap<>();
      tips.forEach((ref, sha) -> {
        Optional<String> known = Optional.ofNullable(notes.get(TIP + ref));
        Map<String, Long> units = known.map(commit -> former(ref, commit)).orElse(Map.of());
        // Files that no source named before have no log to go on from: all is read again.
        Optional<String> end =
            known.filter(commit -> units.values().stream().allMatch(index::hasFile));
        try (SharedTime.Turn turn = time.take()) {
          histories.put(ref, Histories.read(repo, sha, end, index, turn));
        }
        former.put(ref, units);
        lists.commits(repo, repository.id(), sha).forEach(commits::add);
      });
      List<Wanted> missing = new ArrayList<>();
      for (Wanted file : wanted.all()) {
        if (!index.hasFile(file.unit()) || history(histories, file).isNew(file.path())) {
          missing.add(file);
        }
      }
      AtomicInteger done = new AtomicInteger();
      time.each(
          missing,
          run::isStopped,
          (file, turn) -> {
            Map<String, Long> units = former.getOrDefault(file.ref(), Map.of());
            FileLog log =
                history(histories, file).log(file, path -> Optional.ofNullable(units.get(path)));
            if (!index.log(file.unit()).equals(Optional.of(log))) {
              files.put(repo, index, file, log);
              added.add(file.unit());
            }
            show(done.incrementAndGet(), missing.size());
          });
      return commits.build();
    }

    private static Histories history(Map<String, Histories> histories, Wanted file) {
      return Objects.requireNonNull(histories.get(file.ref()));
    }

    /** Returns the numbers of the files that were at a former commit of a ref, by path. */
    private Map<String, Long> former(String ref, String commit) {
      Map<String, Long> units = new HashMap<>();
      for (SourceSpec spec : specs) {
        if (spec.isOfFiles() && ref(spec).equals(ref)) {
          lists
              .list(repo, key(spec, commit))
              .ifPresent(list -> {
                for (int i = 0; i < list.size(); i++) {
                  units.put(list.files().get(i).path(), list.unit(i));
                }
              });
        }
      }
      return units;
    }

    private void show(int done, int all) {
      run.progress(100 * done / all, "%d of %d files".formatted(done, all));
      long last = visible.get();
      if (System.nanoTime() - last > VISIBLE && visible.compareAndSet(last, System.nanoTime())) {
        index.commit(new IndexState(false, index.state().notes()));
      }
    }

    /** Counts tokens, which takes longer than everything else. */
    void tokens() {
      LongSet before = index.uncounted();
      List<Wanted> uncounted =
          wanted.all().stream()
              .filter(file -> added.contains(file.unit()) || before.contains(file.unit()))
              .toList();
      AtomicInteger done = new AtomicInteger();
      time.each(
          uncounted,
          run::isStopped,
          (file, turn) -> {
            files.tokens(repo, file).ifPresent(count -> index.putTokens(file.unit(), count));
            run.progress(
                100 * done.incrementAndGet() / uncounted.size(),
                "tokens of %d of %d files".formatted(done.get(), uncounted.size()));
          });
      if (!uncounted.isEmpty()) {
        index.commit(new IndexState(true, notes));
      }
    }

    /** Puts the issues into the index, and returns their numbers. */
    private Map<Long, Long> issues() {
      Map<Long, Long> units = new HashMap<>();
      List<Long> numbers =
          specs.stream().map(SourceSpec::number).filter(number -> number != 0).distinct().toList();
      Map<Long, Version> versions =
          numbers.isEmpty()
              ? Map.of()
              : database.read(handle -> IssueTexts.versions(handle, repository.id(), numbers));
      versions
          .values()
          .forEach(version -> {
            long unit = SourceReader.unit(issues.current(repository, version));
            units.put(unit, version.number());
            issues.text(repository, version.number()).ifPresent(text -> put(unit, version, text));
          });
      return units;
    }

    private void put(long unit, Version version, String text) {
      String note = "issue " + version.number();
      String content = Units.blobId(text);
      if (!index.hasFile(unit) || !content.equals(notes.get(note))) {
        FileIndexing.put(index, version.title(), unit, unit, text);
        notes.put(note, content);
      }
    }
  }
}
