// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.error.ApiException;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;

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

  private Response answer(Account account) {
    return Response.ok(UserJson.pub(account, users.publicRepositories(account), urls));
  }
}
