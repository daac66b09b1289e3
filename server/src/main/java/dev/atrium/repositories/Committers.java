// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.repositories;

import dev.atrium.access.Caller;
import dev.atrium.db.Database;
import dev.atrium.directory.Account;
import dev.atrium.directory.Accounts;
import dev.atrium.git.Commit;
import dev.atrium.git.GitUser;
import dev.atrium.http.Urls;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who people are in git's commits: by a name and an address there, by an account here. */
public final class Committers {
  private final Database database;
  private final Clock clock;
  private final String noReply;

  public Committers(Database database, Urls urls, Clock clock) {
    this.database = database;
    this.clock = clock;
    String host = URI.create(urls.publicUrl()).getHost();
    this.noReply = "@users.noreply." + (host == null ? "localhost" : host);
  }

  /** As whom the caller commits, now, when the request says nothing else. */
  public GitUser identity(Caller caller) {
    Account account =
        database.read(handle -> Accounts.byIds(handle, List.of(caller.id()))).get(caller.id());
    String name = account == null || account.name() == null ? caller.login() : account.name();
    return new GitUser(name, caller.login() + noReply, now());
  }

  /** Git keeps whole seconds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The addresses that the user's commits may have; the text itself, where it is no login. */
  public Set<String> addresses(String loginOrAddress) {
    Set<String> addresses = new TreeSet<>(Set.of(loginOrAddress));
    if (!loginOrAddress.contains("@")) {
      addresses.add(loginOrAddress + noReply);
      database
          .read(handle -> Accounts.byLogin(handle, loginOrAddress))
          .map(Account::email)
          .ifPresent(addresses::add);
    }
    return addresses;
  }

  /** The accounts of all who wrote or committed, by address; absent for who has none. */
  public Map<String, Account> accounts(Collection<Commit> commits) {
    Set<String> emails = new TreeSet<>();
    commits.forEach(commit ->
        Stream.of(commit.author(), commit.committer()).map(GitUser::email).forEach(emails::add));
    List<String> logins = emails.stream().flatMap(email -> login(email).stream()).toList();
    List<Account> found = database.read(handle -> Accounts.byEmails(handle, emails, logins));
    Map<String, Account> accounts = new HashMap<>();
    for (Account account : found) {
      accounts.put(account.login().toLowerCase(Locale.ROOT) + noReply, account);
      if (account.email() != null) {
        accounts.put(account.email(), account);
      }
    }
    return accounts;
  }

  private Optional<String> login(String email) {
    return email.endsWith(noReply)
        ? Optional.of(email.substring(0, email.length() - noReply.length()))
        : Optional.empty();
  }
}
