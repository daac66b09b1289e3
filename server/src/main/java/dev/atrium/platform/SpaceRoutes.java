// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.platform;

import dev.atrium.access.Access;
import dev.atrium.access.Grant;
import dev.atrium.access.OwnerRef;
import dev.atrium.access.PathSubject;
import dev.atrium.access.Permission;
import dev.atrium.http.Request;
import dev.atrium.http.Response;
import dev.atrium.http.Texts;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The four paths of every operation under {@code copilot-spaces}: for organizations and for users,
 * each by name and by number, which is the form that {@code api_url} points to (behaviour §1).
 */
public final class SpaceRoutes {
  private final RouteList list;
  private final Access access;

  /**
   * Adds the operations to a list.
   *
   * @param list a view of the reference page that the operations are on
   */
  public SpaceRoutes(RouteList list, Access access) {
    this.list = list;
    this.access = access;
  }

  /** Adds an operation on one space. Its handler is called only with a grant. */
  public void space(
      String line,
      String operation,
      String anchor,
      Permission permission,
      BiFunction<Request, Grant, Response> handler) {
    owner(
        line,
        operation,
        anchor,
        permission,
        (request, owner) -> {
          Grant grant =
              access.space(
                  request.authenticated(), owner, request.number("space_number"), permission);
          return request.decided(grant.grounds(), () -> handler.apply(request, grant));
        });
  }

  /**
   * Adds an operation under an owner.
   *
   * @param line the method and the path after {@code copilot-spaces}, which is empty for the list
   *     itself
   * @param operation the operation id without its suffix, {@code -org} or {@code -user}
   * @param anchor the anchor, with {@code *} for {@code an-organization} or {@code a-user}
   */
  public void owner(
      String line,
      String operation,
      String anchor,
      Permission permission,
      BiFunction<Request, OwnerRef, Response> handler) {
    for (Form form : Form.values()) {
      int blank = line.indexOf(' ');
      list.space(
          line.substring(0, blank + 1) + form.path + "/copilot-spaces" + line.substring(blank + 1),
          operation + (form.organization ? "-org" : "-user"),
          anchor.replace("*", form.organization ? "an-organization" : "a-user"),
          permission,
          form.organization,
          parameters -> PathSubject.space(lastId(form, parameters)),
          request -> handler.apply(request, form.owner(request::parameter)));
    }
  }

  private long lastId(Form form, Map<String, String> parameters) {
    String number = parameters.get("space_number");
    if (number == null) {
      return 0;
    }
    OwnerRef owner = form.owner(name -> parameters.getOrDefault(name, ""));
    return Texts.integer(number).map(of -> access.lastSpaceId(owner, of)).orElse(0L);
  }

  /** The form in which a path names the owner. */
  private enum Form {
    ORGANIZATION("/orgs/{org}", true),
    ORGANIZATION_ID("/organizations/{organization_id}", true),
    USER("/users/{username}", false),
    USER_ID("/user/{account_id}", false);

    private final String path;
    private final boolean organization;

    Form(String path, boolean organization) {
      this.path = path;
      this.organization = organization;
    }

    /** Reads the owner from the parameters of the path. */
    OwnerRef owner(UnaryOperator<String> parameter) {
      return switch (this) {
        case ORGANIZATION -> new OwnerRef.ByLogin(true, parameter.apply("org"));
        case ORGANIZATION_ID -> new OwnerRef.ById(true, id(parameter.apply("organization_id")));
        case USER -> new OwnerRef.ByLogin(false, parameter.apply("username"));
        case USER_ID -> new OwnerRef.ById(false, id(parameter.apply("account_id")));
      };
    }

    /**
     * Reads an id. A text that is not a number becomes 0, which no account has, and so leads to the
     * same 404.
     */
    private static long id(String text) {
      return Texts.integer(text).orElse(0L);
    }
  }
}
