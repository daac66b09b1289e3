// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.error.ApiException;
import dev.atrium.http.Page;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Texts;
import dev.atrium.http.Urls;
import java.util.List;

/** The endpoints {@code /user} and {@code /users/…}. */
public final class UsersApi {
  private final Users users;
  private final Urls urls;

  public UsersApi(Users users, Urls urls) {
    this.users = users;
    this.urls = urls;
  }

  public Response authenticated(Request request) {
    Account account = users.find(request.caller().id()).orElseThrow(ApiException::notFound);
    return Response.ok(UserJson.own(account, users.publicRepositories(account), urls));
  }

  public Response byLogin(Request request) {
    return answer(users.find(request.parameter("username")).orElseThrow(ApiException::notFound));
  }

  public Response byId(Request request) {
    return answer(users.find(request.number("account_id")).orElseThrow(ApiException::notFound));
  }

  /**
   * Lists users and organizations. Pages follow each other by {@code since}, the last id that was
   * seen.
   */
  public Response list(Request request) {
    int size = Page.size(request);
    long since = request.query("since").flatMap(Texts::integer).orElse(0L);
    List<Account> found = users.after(since, size + 1);
    List<Account> shown = found.subList(0, Math.min(size, found.size()));
    Response response =
        Response.ok(shown.stream().map(account -> SimpleUserJson.of(account, urls)).toList());
    return found.size() > size ? response.with("Link", next(shown.getLast().id(), size)) : response;
  }

  private String next(long since, int size) {
    String page = urls.api("/users?since=%d&per_page=%d".formatted(since, size));
    return "<%s>; rel=\"next\", <%s>; rel=\"first\"".formatted(page, urls.api("/users{?since}"));
  }

  /** Lists what no account has here, such as followers. */
  public Response none(Request request) {
    if (users.find(request.parameter("username")).isEmpty()) {
      throw ApiException.notFound();
    }
    return Response.ok(List.of());
  }

  private Response answer(Account account) {
    return Response.ok(UserJson.pub(account, users.publicRepositories(account), urls));
  }
}
