// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.access.AccessTable;
import dev.atrium.testing.Product;
import dev.atrium.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong values of every option and argument of every command. Each is reported in one form: what is
 * wrong, what is taken, where the help is, and the exit code 2.
 */
class WrongValuesTest {
  /** A command, the value that is wrong, and what is said. NEW stands for an empty folder. */
  private static final String WRONG =
      """
      serve --port eighty                    | --port takes a number from 0 to 65535, not eighty
      serve --port 65536                     | --port takes a number from 0 to 65535, not 65536
      serve --port -1                        | --port takes a number from 0 to 65535, not -1
      serve --bind 192.0.2.77                | --bind takes an address of this machine, or 0.0.0.0 for all, not 192.0.2.77
      serve --bind [::1                      | --bind takes an address of this machine, or 0.0.0.0 for all, not [::1
      serve --data pom.xml                   | --data takes a folder, which is created if it is missing, not pom.xml
      serve --data pom.xml/data              | --data takes a folder that the user WHO may write to, not pom.xml/data: there is a file of that name
      serve --data /proc/atrium              | --data takes a folder that the user WHO may write to, not /proc/atrium: there is no such file
      serve --database mysql                 | --database takes postgresql://USER@HOST/NAME or jdbc:postgresql://HOST/NAME?user=USER: it begins with neither.
      serve --database postgres://u:p@h:x/d  | --database takes postgresql://USER@HOST/NAME or jdbc:postgresql://HOST/NAME?user=USER: a host is a name or an address
      serve --database-password-file pom.xml | There is a password for a database, but no --database: name it
      serve --database-password-file no      | --database-password-file takes a file with the password of the database in its first line, not no: there is no such file
      serve --database-password-file EMPTY   | --database-password-file takes a file with the password of the database in its first line, not EMPTY: its first line is empty
      serve --database-password-file src     | --database-password-file takes a file with the password of the database in its first line, not src: Is a directory
      serve --database postgres://u:p@h/d --database-password-file pom.xml | There are two passwords for the database. Take the one in --database away.
      serve --database-wait 1m               | --database-wait takes a number from 0 to 86400, not 1m
      serve --tls-cert c.pem                 | --tls-cert needs --tls-key: the file with
      serve --tls-key k.pem                  | --tls-key needs --tls-cert: the file with
      serve --data NEW --tls-cert no.pem --tls-key k.pem | Cannot read no.pem: there is no such file.
      serve --public-url foo                 | --public-url takes the URL at which clients reach the server, such as https://atrium.example.com, not foo
      serve --public-url ftp://a.example.com | --public-url takes the URL
      serve --public-url https://            | --public-url takes the URL
      serve --public-url https://a:70000     | --public-url takes the URL
      serve --public-url https://u@a         | --public-url takes the URL
      serve --public-url https://a/?x=1      | --public-url takes the URL
      serve --public-url https://a//         | --public-url takes the URL
      serve --bind 0.0.0.0                   | --public-url is missing: with --bind 0.0.0.0, URLs in answers would lead nowhere.
      serve --bind ::                        | --public-url is missing: with --bind ::, URLs in answers would lead nowhere.
      serve --rate-limit none                | --rate-limit takes a number from 1 to 2147483647, or off, not none
      serve --rate-limit 0                   | --rate-limit takes a number from 1 to 2147483647, or off, not 0
      serve --address-limit off              | --address-limit takes a number from 1 to 2147483647, not off
      serve --secondary-limit 3000000000     | --secondary-limit takes a number from 1 to 2147483647, or off, not 3000000000
      serve --login-attempts few             | --login-attempts takes a number from 1 to 2147483647, or off, not few
      serve --trusted-proxies 10.0.0.0/33    | --trusted-proxies takes addresses and networks, such as 192.0.2.1,10.0.0.0/8,::1, not 10.0.0.0/33
      serve --max-connections 0              | --max-connections takes a number from 1 to 1000000, not 0
      serve --max-resources 1e3              | --max-resources takes a number from 1 to 2147483647, not 1e3
      serve --max-file-bytes 1MB             | --max-file-bytes takes a number from 1 to 16777216, not 1MB
      serve --max-source-files 0             | --max-source-files takes a number from 1 to 200000, not 0
      serve --access-log yes                 | --access-log takes on or off, not yes
      serve --audit-retention 0              | --audit-retention takes a number from 1 to 36500, or forever, not 0
      demo --port x                          | --port takes a number from 0 to 65535, not x
      demo --data pom.xml                    | --data takes a new folder or that of a demo, not pom.xml
      demo --data src                        | --data takes a new folder or that of a demo, not src
      demo --data NEW --repo /               | --repo takes a git repository on this machine, not /
      demo --data NEW --repo no/where        | --repo takes a git repository on this machine, not no/where
      demo --data NEW --repo https://a/b.git | --repo takes a git repository on this machine, not a URL. Clone it first: git clone --bare https://a/b.git
      repo import .. acme                    | OWNER/NAME takes the owner and name of a repository, such as acme/handbook, not acme
      repo import no/where a/b               | PATH takes a git repository on this machine, not no/where
      repo import git@a.example.com:b a/b    | PATH takes a git repository on this machine, not a URL.
      repo import .. a/b --data no/where     | --data takes the folder of a server's data, with the file atrium.db, not no/where
      repo import .. a/b --database x        | --database takes postgresql://USER@HOST/NAME
      repo import .. a/b --database-wait -1 | --database-wait takes a number from 0 to 86400, not -1
      repo import .. a/b --database-password-file no | --database-password-file takes a file
      doctor --data no/where                 | --data takes the folder of a server's data, with the file atrium.db, not no/where
      doctor --database x                    | --database takes postgresql://USER@HOST/NAME
      doctor --database-wait -1 | --database-wait takes a number from 0 to 86400, not -1
      doctor --database-password-file no     | --database-password-file takes a file
      doctor --bring-back f                  | --bring-back FOLDER and --as OWNER/NAME need each other
      doctor --accept-loss no --data DATA    | --accept-loss takes the owner and name of a repository, such as acme/handbook, not no
      doctor --accept-loss a/b --bring-back f --as a/b | --bring-back and --accept-loss are done one at a time
      doctor --as a/b                        | --bring-back FOLDER and --as OWNER/NAME need each other
      doctor --bring-back no --as a/b --data DATA | --bring-back takes a folder that `atrium doctor` lists, not no
      app create A b --data no/where         | --data takes the folder of a server's data, with the file atrium.db, not no/where
      app create A b --database x            | --database takes postgresql://USER@HOST/NAME
      app create A b --database-wait -1 | --database-wait takes a number from 0 to 86400, not -1
      app create A b --database-password-file no | --database-password-file takes a file
      app create A b --key no/where/key      | --key takes a new file in a folder that you may write to, not
      app create A b --key pom.xml           | --key takes a new file in a folder that you may write to, not
      app create A admin --permissions x --data DATA | --permissions takes name=level, such as contents=read, not x
      app create A admin --permissions x=y --data DATA | x is not a permission; contents, issues
      app create A admin --callback-url x --data DATA | callback_urls
      mcp --url ftp://a.example.com --token t | --url takes
      mcp --url http://a.example.com --token $T | The token begins with $
      app create A nobody --data DATA        | owner must be a user or organization
      app create A admin --install nobody --key NEW/key --data DATA | account
      """;

  private static final Path FOLDER = Product.temporaryFolder();

  static Stream<String> wrong() {
    return WRONG.lines();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongValue_isReportedInOneForm(String row) throws IOException {
    String[] cells = row.split(" +\\| ", 2);
    String line =
        cells[0]
            .replace("NEW", Product.temporaryFolder().toString())
            .replace("EMPTY", Files.write(FOLDER.resolve("empty"), new byte[0]).toString())
            .replace("DATA", data().toString());
    String message =
        cells[1]
            .replace("EMPTY", FOLDER.resolve("empty").toString())
            .replace("WHO", System.getProperty("user.name"));
    isMisuse(command(line), message, line.split(" "));
  }

  /** A new option is not forgotten. */
  @Test
  void everyOptionWithAValue_hasAWrongOne() {
    Set<String> missing = new TreeSet<>();
    for (Command command : commands()) {
      for (Option option : command.options().getOptions()) {
        String name = " --" + option.getLongOpt() + " ";
        if (option.hasArg()
            && wrong().noneMatch(row -> row.startsWith(command.words()) && row.contains(name))) {
          missing.add(command.words() + name);
        }
      }
    }
    assertThat(missing).as("options without a wrong value in this test").isEmpty();
  }

  /** As {@code --data "$DATA"} gives it where the variable is unset. */
  @Test
  void anEmptyValue_isRefusedByEveryOption() {
    for (Command command : commands()) {
      for (Option option : command.options().getOptions()) {
        if (option.hasArg()) {
          String name = "--" + option.getLongOpt();
          String message = name + " takes a value, not an empty text";
          isMisuse(command.words(), message, words(command, name, ""));
          isMisuse(command.words(), message, words(command, name, " "));
          isMisuse(command.words(), name + " needs a value", words(command, name));
          isMisuse(
              command.words(),
              name + " is given more than once",
              words(command, name, "1", name, "2"));
        }
      }
      isMisuse(command.words(), "there is no option --prot", words(command, "--prot", "80"));
      isMisuse(command.words(), "there is no option --prot", words(command, "--prot=80"));
    }
  }

  @Test
  void wrongArguments_areReportedInOneForm() {
    isMisuse("serve", "it takes no arguments: here", "serve", "here");
    isMisuse("repo import", "it takes PATH OWNER/NAME, not nothing", "repo", "import");
    isMisuse("app create", "it takes NAME OWNER, not Name", "app", "create", "Name");
  }

  /** No message shows what may be a password. */
  @Test
  void aWrongDatabase_isNotShown() {
    for (String url :
        List.of(
            "postgres://u:s3cret",
            "postgres://u:s3cret@h@h/d",
            "postgres://u:s3cret#x@h/d",
            "postgres://u:s3%cret@h/d",
            "postgres://u:p@h/d?s3cret=x",
            "jdbc:postgresql://u:s3cret@h:x/d",
            "jdbc:mysql://h/d?password=s3cret")) {
      assertThat(isMisuse("serve", "--database takes ", "serve", "--database", url))
          .doesNotContain("s3c", "cret")
          .contains("The value is not shown here");
    }
  }

  private static List<Command> commands() {
    return Commands.ALL.stream().filter(command -> !command.summary().isEmpty()).toList();
  }

  private static String command(String line) {
    return commands().stream()
        .map(Command::words)
        .filter(words -> line.startsWith(words + " "))
        .collect(Collectors.joining());
  }

  private static String[] words(Command command, String... more) {
    return Stream.concat(Arrays.stream(command.words().split(" ")), Arrays.stream(more))
        .toArray(String[]::new);
  }

  private static String isMisuse(String command, String message, String... line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Commands.run(line, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    String said = err.toString(UTF_8);
    assertThat(said).as(String.join(" ", line)).startsWith("atrium: ").contains(message);
    assertThat(said.lines().skip(1))
        .as("after %s", said)
        .containsExactly("atrium " + command + " --help lists what it takes.");
    assertThat(said).doesNotContain("Exception", "null");
    assertThat(code).as(said).isEqualTo(2);
    assertThat(out.toString(UTF_8)).isEmpty();
    return said;
  }

  /** A data folder that a server has used, with the site admin's account. */
  private static Path data() {
    return Used.FOLDER;
  }

  private static final class Used {
    static final Path FOLDER = Product.SQLITE.freshFolder();

    static {
      TestServer.on(FOLDER, AccessTable.STANDARD).close();
    }
  }
}
