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

/**
 * The mapping between accounts and people in git commits, whom git knows by a name and an address.
 */
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

  /** Returns the identity with which the caller commits now, unless the request names another. */
  public GitUser identity(Caller caller) {
    Account account =
        database.read(handle -> Accounts.byIds(handle, List.of(caller.id()))).get(caller.id());
    String name = account == null || account.name() == null ? caller.login() : account.name();
    return new GitUser(name, caller.login() + noReply, now());
  }

  /** Returns the current time in whole seconds, which is what git stores. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Returns the addresses that a user's commits may carry: the text itself and, if it is a login,
   * that user's addresses.
   */
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

  /**
   * Returns the accounts of all authors and committers, by address; addresses without an account
   * are absent.
   */
  public Map<String, Account> accounts(Collection<Commit> commits) {
    Set<String> emails = new TreeSet<>();
    commits.forEach(commit ->
        Stream.of(commit.author(), commit.committer()).map(GitUser::email).forEach(emails::add));
    return accounts(emails);
  }

  /** Returns the accounts that have these addresses, by address. */
  public Map<String, Account> accounts(Set<String> emails) {
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
