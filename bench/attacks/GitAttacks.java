// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;

/** What takes long on the content of repositories. Two users have the repositories that are walked. */
final class GitAttacks {
  private static final int CLIENTS = 16;
  private static final int LINES = 200_000;
  private static final int ENTRIES = 100_000;
  private static final int COMMITS = 20_000;
  private static final int REPOSITORIES = Integer.getInteger("repositories", 3_000);

  private final World world;
  private String hard = "";
  private String six = "";

  GitAttacks(World world) {
    this.world = world;
  }

  List<Attack> all() {
    return List.of(
        new Attack("1", "a commit that is hard to compare, 16 clients, some of whom leave", this::hard, siege -> {
          siege.crowd("mallory", CLIENTS / 2, (client, round) -> siege.tally.add(client.get(hard)));
          siege.crowd("mallory", CLIENTS / 4, (client, round) ->
              siege.tally.add(client.get(hard, "Accept", "application/vnd.github.diff")));
          leave(siege, "mallory", CLIENTS / 4, hard);
        }),
        new Attack("12", REPOSITORIES + " repositories, each opened once", this::many, this::open),
        new Attack("A", "a tree of 100,000 entries: recursively, as a folder, by languages, 16 clients",
            this::wide, siege -> siege.crowd("wide", CLIENTS, (client, round) ->
                siege.tally.add(client.get("/repos/wide/wide/" + WIDE.get(round % WIDE.size()))))),
        new Attack("B", "20,000 commits: by a path, by an author, contributors, 16 clients, some of whom leave",
            this::deep, siege -> {
              siege.crowd("deep", CLIENTS, (client, round) ->
                  siege.tally.add(client.get("/repos/deep/deep/" + DEEP.get(round % DEEP.size()))));
              leave(siege, "deep", CLIENTS / 4, "/repos/deep/deep/commits?path=none");
            }),
        new Attack("C", "walks of six repositories of 20,000 commits, 48 clients", this::walks, siege -> {
          for (int i = 0; i < 6; i++) {
            String login = "walk" + i;
            siege.crowd(login, 8, (client, round) ->
                siege.tally.add(client.get("/repos/" + login + "/deep/" + DEEP.get(round % DEEP.size()))));
          }
        }),
        new Attack("O", "the last byte of a file of 60 MB, one of 6 MB as JSON, one of 4 MB written, 24 clients",
            this::large, siege -> {
              byte[] random = new byte[4_000_000];
              new Random(1).nextBytes(random);
              String body = World.file(random, "");
              AtomicInteger written = new AtomicInteger();
              siege.crowd("large", 8, (client, round) ->
                  siege.tally.add(client.get("/raw/large/large/main/60", "Range", "bytes=-1")));
              siege.crowd("large", 8, (client, round) -> siege.tally.add(client.get("/repos/large/large/git/blobs/" + six)));
              siege.crowd("large", 8, (client, round) -> siege.tally.add(
                  client.put("/repos/large/large/contents/" + written.getAndIncrement(), body)));
            }));
  }

  private static final List<String> WIDE =
      List.of("git/trees/main?recursive=1", "contents/many", "languages", "git/trees/main:many", "contents/many/f99999.java");
  private static final List<String> DEEP =
      List.of(
          "commits?path=rare", "commits?author=nobody", "contributors", "commits?per_page=100&page=150",
          "commits?path=none&per_page=1", "commits?since=2001-01-01T00:00:00Z&until=2001-01-02T00:00:00Z",
          "languages", "contents/none");

  /** Lets clients ask and go after a moment. */
  private void leave(Siege siege, String login, int clients, String path) throws IOException {
    String token = world.token(login);
    siege.crowd("", clients, (none, round) -> {
      try (Wire wire = Wire.open(world.target(), Siege.address(100 + round))) {
        wire.send(new Client(world.target(), "", token).head("GET", path, 0));
        Siege.pause(50);
      }
    });
  }

  private void hard() throws IOException {
    try (Client owner = world.client("mallory")) {
      World.repository(owner, "hard", "");
      Random random = new Random(1);
      String file = "/repos/mallory/hard/contents/ab";
      String blob =
          owner.put(file, World.file(lines(random), "")).expect(201).found("\"sha\":\"([0-9a-f]{40})\"");
      String sha =
          owner
              .put(file, World.file(lines(random), ",\"sha\":\"" + blob + "\""))
              .expect(200)
              .found("\"commit\":\\{.*?\"sha\":\"([0-9a-f]{40})\"");
      hard = "/repos/mallory/hard/commits/" + sha;
    }
  }

  private static String lines(Random random) {
    return random.ints(LINES, 0, 2).mapToObj(bit -> bit == 0 ? "a\n" : "b\n").collect(Collectors.joining());
  }

  private void many() throws IOException {
    world.token("many");
    IntStream.range(0, 4).parallel().forEach(part -> {
      try (Client owner = world.client("many")) {
        for (int i = part; i < REPOSITORIES; i += 4) {
          World.repository(owner, "r" + i, "");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private void open(Siege siege) throws IOException {
    AtomicInteger next = new AtomicInteger();
    siege.crowd("many", CLIENTS, (client, round) ->
        siege.tally.add(client.get("/repos/many/r" + next.getAndIncrement() % REPOSITORIES + "/branches")));
  }

  // --- repositories made on the disk ----------------------------------------------------------------

  private void wide() throws IOException {
    try (Client owner = world.client("wide"); FileRepository repository = repository(owner, "wide")) {
      try (ObjectInserter objects = repository.getObjectDatabase().newPackInserter()) {
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, "class A {}\n".getBytes(StandardCharsets.UTF_8));
        TreeFormatter many = new TreeFormatter();
        for (int i = 0; i < ENTRIES; i++) {
          many.append("f%05d.java".formatted(i), FileMode.REGULAR_FILE, blob);
        }
        TreeFormatter top = new TreeFormatter();
        top.append("many", FileMode.TREE, objects.insert(many));
        ObjectId commit = commit(objects, objects.insert(top), null, 0);
        objects.flush();
        point(repository, commit);
      }
    }
  }

  private void large() throws IOException {
    try (Client owner = world.client("large"); FileRepository repository = repository(owner, "large")) {
      try (ObjectInserter objects = repository.getObjectDatabase().newPackInserter()) {
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, "a line\n".repeat(6_000_000 / 7).getBytes(StandardCharsets.UTF_8));
        TreeFormatter top = new TreeFormatter();
        top.append("6", FileMode.REGULAR_FILE, blob);
        top.append("60", FileMode.REGULAR_FILE, objects.insert(Constants.OBJ_BLOB, new byte[60_000_000]));
        six = blob.name();
        ObjectId commit = commit(objects, objects.insert(top), null, 0);
        objects.flush();
        point(repository, commit);
      }
    }
  }

  private void deep() throws IOException {
    deep("deep");
  }

  private void walks() throws IOException {
    for (int i = 0; i < 6; i++) {
      deep("walk" + i);
    }
  }

  private void deep(String login) throws IOException {
    try (Client owner = world.client(login); FileRepository repository = repository(owner, "deep")) {
      try (ObjectInserter objects = repository.getObjectDatabase().newPackInserter()) {
        ObjectId rare = objects.insert(Constants.OBJ_BLOB, "rare\n".getBytes(StandardCharsets.UTF_8));
        ObjectId last = null;
        for (int i = 0; i < COMMITS; i++) {
          ObjectId often = objects.insert(Constants.OBJ_BLOB, (login + i + "\n").getBytes(StandardCharsets.UTF_8));
          TreeFormatter top = new TreeFormatter();
          top.append("often", FileMode.REGULAR_FILE, often);
          top.append("rare", FileMode.REGULAR_FILE, rare);
          last = commit(objects, objects.insert(top), last, i);
        }
        objects.flush();
        point(repository, last);
      }
    }
  }

  private FileRepository repository(Client owner, String name) throws IOException {
    long id = World.repository(owner, name, ",\"auto_init\":true");
    Path folder = world.target().data().resolve("repositories").resolve(id + ".git");
    return new FileRepository(folder.toFile());
  }

  private static ObjectId commit(ObjectInserter objects, ObjectId tree, ObjectId parent, int number)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(parent);
    }
    PersonIdent author =
        new PersonIdent("a" + number % 500, "a" + number % 500 + "@example.com",
            Instant.ofEpochSecond(1_600_000_000L + number * 60L), ZoneOffset.UTC);
    commit.setAuthor(author);
    commit.setCommitter(author);
    commit.setMessage("Change " + number);
    return objects.insert(commit);
  }

  private static void point(FileRepository repository, ObjectId commit) throws IOException {
    RefUpdate update = repository.updateRef("refs/heads/main");
    update.setNewObjectId(commit);
    update.setForceUpdate(true);
    update.update();
  }
}
