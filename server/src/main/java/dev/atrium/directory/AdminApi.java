// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.directory;

import dev.atrium.access.TokenAccess;
import dev.atrium.directory.Users.NewUser;
import dev.atrium.error.ApiException;
import dev.atrium.http.Fields;
import dev.atrium.http.PatchField;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Urls;
import java.util.Map;
import java.util.Optional;

/**
 * The endpoints of GitHub Enterprise Server for the administration of users; for site admins only.
 */
public final class AdminApi {
  private final Users users;
  private final Urls urls;

  public AdminApi(Users users, Urls urls) {
    this.users = users;
    this.urls = urls;
  }

  public Response createUser(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    Fields fields = request.fields("User");
    fields.require("login");
    PatchField<String> login = fields.text("login", 255);
    PatchField<String> email = fields.text("email", 255);
    boolean suspended = fields.bool("suspended").or(false);
    fields.check();
    Account made =
        users.create(new NewUser(login.or(""), Optional.ofNullable(email.value()), suspended));
    return Response.created(SimpleUserJson.of(made, urls));
  }

  public Response renameUser(Request request) {
    Account user = user(request);
    if (user.id() == Account.GHOST) {
      throw ApiException.forbidden("This account cannot be renamed.");
    }
    Fields fields = request.fields("User");
    fields.require("login");
    PatchField<String> login = fields.text("login", 255);
    fields.check();
    users.rename(user, "User", login.or(""));
    return Response.json(202, renaming(urls.api("/user/" + user.id())));
  }

  public Response deleteUser(Request request) {
    Account user = user(request);
    if (user.id() == Account.GHOST || user.id() == request.caller().id()) {
      throw ApiException.forbidden("This account cannot be deleted.");
    }
    users.delete(user);
    return Response.noContent();
  }

  public Response suspend(Request request) {
    Account user = user(request);
    if (user.id() == request.caller().id()) {
      throw ApiException.forbidden("You cannot suspend yourself.");
    }
    users.suspend(user, true);
    return Response.noContent();
  }

  public Response unsuspend(Request request) {
    users.suspend(user(request), false);
    return Response.noContent();
  }

  private Account user(Request request) {
    TokenAccess.requireSiteAdmin(request.caller());
    return users
        .find(request.parameter("username"))
        .filter(account -> account.kind() == Account.Kind.USER)
        .orElseThrow(ApiException::notFound);
  }

  static Map<String, String> renaming(String url) {
    return Map.of(
        "message", "Job queued to rename. It may take a few minutes to complete.", "url", url);
  }
}
