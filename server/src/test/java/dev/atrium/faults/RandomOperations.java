// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the random requests ask for: a table with a weight, who asks, the request, its body and what
 * is kept of the answer.
 *
 * <p>{@code $name} is drawn at random from what {@link RandomWorld} knows of that name, {@code
 * <a,b>} is one of the texts. {@code !} before the weight: each such request that succeeds changes
 * something, so the audit log has it.
 */
record RandomOperations(List<Operation> all, int weight) {
  private static final String TABLE =
      """
      !10 | admin | POST /admin/users | {"login":"$user"} |
      3 | admin | PATCH /admin/users/$user | {"login":"$user"} |
      !1 | admin | DELETE /admin/users/$user | |
      3 | admin | PUT /users/$user/suspended | |
      14 | admin | DELETE /users/$user/suspended | |
      !4 | admin | POST /admin/organizations | {"login":"$org","admin":"$user"} |
      2 | admin | PATCH /admin/organizations/$org | {"login":"$org"} |
      !1 | owner | DELETE /orgs/$org | |
      6 | owner | PATCH /orgs/$org | {"description":"$text","default_repository_permission":"<none,read,write,write,admin,admin>","members_can_create_repositories":<true,true,false>} |
      50 | owner | PUT /orgs/$org/memberships/$user | {"role":"<member,member,admin>"} |
      8 | owner | DELETE /orgs/$org/memberships/$user | |
      !20 | owner | POST /orgs/$org/teams | {"name":"$team","privacy":"<closed,closed,secret>"} | teamid=id
      !10 | any | POST /orgs/$org/teams | {"name":"$team","parent_team_id":$teamid,"privacy":"closed","maintainers":["$user"]} | teamid=id
      24 | owner | PATCH /orgs/$org/teams/$team | {"parent_team_slug":"$team"} |
      8 | owner | PATCH /orgs/$org/teams/$team | {"parent_team_id":null} |
      5 | owner | PATCH /orgs/$org/teams/$team | {"name":"$team","privacy":"<closed,secret>","permission":"<pull,push,admin>"} |
      !4 | owner | DELETE /orgs/$org/teams/$team | |
      20 | owner | PUT /orgs/$org/teams/$team/memberships/$user | {"role":"<member,maintainer>"} |
      !7 | owner | DELETE /orgs/$org/teams/$team/memberships/$user | |
      12 | owner | PUT /orgs/$org/teams/$team/repos/$org/$name | {"permission":"<pull,push,admin>"} |
      4 | owner | DELETE /orgs/$org/teams/$team/repos/$org/$name | |
      !12 | any | POST /user/repos | {"name":"$name","private":<true,false>,"auto_init":<true,true,false>} | repoid=id
      !20 | any | POST /orgs/$org/repos | {"name":"$name","private":<true,false>,"auto_init":<true,true,false>} | repoid=id
      !10 | any | POST /orgs/$org/repos | {"name":"$name","auto_init":true,"team_id":$teamid} | repoid=id
      !4 | any | DELETE $repo | |
      10 | owner | PATCH $repo | {"name":"$name","description":"$text"} |
      6 | owner | PATCH $repo | {"visibility":"<public,private>"} |
      5 | owner | PATCH $repo | {"archived":true} |
      12 | owner | PATCH $repo | {"archived":false} |
      3 | owner | PATCH $repo | {"default_branch":"<main,main,topic1>"} |
      4 | owner | PUT $repo/topics | {"names":["<a,b,c>"]} |
      !12 | owner | POST $repo/transfer | {"new_owner":"$owner"} |
      !6 | owner | POST $repo/transfer | {"new_owner":"$org","new_name":"$name","team_ids":[$teamid]} |
      10 | owner | PUT $repo/collaborators/$user | {"permission":"<pull,push,admin>"} |
      4 | any | DELETE $repo/collaborators/$user | |
      !40 | any | PUT $repo/contents/$file | {"message":"$text","content":"$base64"} | sha=content/sha
      !20 | any | PUT $repo/contents/$file | {"message":"$text","content":"$base64","sha":"$sha"} | sha=content/sha
      !8 | any | DELETE $stored | |
      !30 | any | POST $repo/issues | {"title":"$text","body":"@$user","labels":["$text"]} | issue=url
      !4 | any | POST $repo/issues | {"title":"$text","assignees":["$user"]} |
      14 | any | PATCH <$issue,$issue,$repo/issues/$n> | {"title":"$text","state":"<open,closed>"} |
      !24 | any | POST <$issue/comments,$issue/comments,$repo/issues/$n/comments> | {"body":"$text"} |
      !14 | any | POST $repo/pulls | {"title":"$text","head":"<topic1,topic2>","base":"main"} | pull=url
      14 | any | PATCH <$pull,$pull,$repo/pulls/$n> | {"body":"$text","state":"<open,closed>"} |
      !20 | any | POST /orgs/$org/copilot-spaces | {"name":"$text","base_role":"<no_access,reader,writer>"} | space=api_url
      !8 | any | POST /orgs/$org/copilot-spaces | {"name":"$text","resources_attributes":[$resource,$resource]} | space=api_url
      !14 | any | POST /users/$me/copilot-spaces | {"name":"$text","base_role":"<no_access,reader>"} | space=api_url
      24 | any | PUT $space | {"name":"$text","description":"$text"} |
      6 | any | PUT $space | {"base_role":"<no_access,reader,writer>"} |
      8 | any | PUT $space | {"resources_attributes":[{"id":$res,"_destroy":true},$resource]} |
      !4 | any | DELETE $space | |
      40 | any | POST $space/resources | $resource | res=id
      8 | any | PUT $attached | {"metadata":{"name":"$text","text":"$text"}} |
      !8 | any | DELETE $attached | |
      !30 | any | POST $space/collaborators | {"actor_type":"User","actor_identifier":"$user","role":"<reader,writer,admin>"} | shared=
      !14 | any | POST $space/collaborators | {"actor_type":"Team","actor_identifier":"$team","role":"<reader,writer,admin>"} | shared=
      12 | any | PUT $shared | {"role":"<reader,writer,no_access>"} |
      3 | any | PUT $space/collaborators/User/$user | {"role":"<reader,writer,no_access>"} |
      !8 | any | DELETE $shared | |
      !40 | admin | POST /admin/users/$user/authorizations | {"scopes":["repo","user","admin:org","delete_repo"]} | person=token
      !6 | admin | POST /admin/users/$user/authorizations | {"scopes":["<repo,user,read:org,public_repo>"]} | token=token
      1 | admin | DELETE /admin/users/$user/authorizations | |
      !10 | admin | POST /admin/users/$user/fine-grained-tokens | {"name":"$text","resource_owner":"$owner","permissions":$permissions} | token=token tokenid=id
      !6 | admin | POST /admin/users/$user/fine-grained-tokens | {"name":"$text","resource_owner":"$org","repository_selection":"selected","repository_ids":[$repoid],"permissions":$permissions} | token=token tokenid=id
      !8 | admin | POST /admin/organizations/$org/installation-tokens | {"permissions":$permissions} | token=token tokenid=id
      !5 | admin | POST /admin/organizations/$org/installation-tokens | {"repository_selection":"selected","repository_ids":[$repoid],"permissions":$permissions} | token=token tokenid=id
      !4 | admin | DELETE /admin/users/$user/tokens/$tokenid | |
      !4 | admin | DELETE /admin/organizations/$org/tokens/$tokenid | |
      !1 | admin | POST /admin/apps | {"name":"$app","owner":"$owner","coding_agent":<true,false>,"permissions":$permissions} | app=id
      4 | admin | PATCH /admin/apps/$app | {"description":"$text","permissions":$permissions,"coding_agent":<true,false>} |
      !1 | admin | DELETE /admin/apps/$app | |
      !1 | admin | POST /admin/apps/$app/keys | | keyid=id
      !1 | admin | DELETE /admin/apps/$app/keys/$keyid | |
      !14 | admin | POST /admin/apps/$app/installations | {"account":"$owner"} | installation=id
      !10 | admin | POST /admin/apps/$app/installations | {"account":"$org","repository_selection":"selected","repository_ids":[$repoid]} | installation=id
      !2 | admin | DELETE /admin/apps/$app/installations/$installation | |
      !40 | app | POST /app/installations/$installation/access_tokens | {"permissions":<{},{"metadata":"read"}>} | token=token
      !10 | app | POST /app/installations/$installation/access_tokens | {"repository_ids":[$repoid]} | token=token
      !3 | app | PUT /app/installations/$installation/suspended | |
      !5 | app | DELETE /app/installations/$installation/suspended | |
      !1 | app | DELETE /app/installations/$installation | |
      !2 | any | DELETE /installation/token | |
      8 | owner | PUT /orgs/$org/copilot/coding-agent/permissions | {"enabled_repositories":"<all,selected,selected,selected,none>"} |
      8 | owner | PUT /orgs/$org/copilot/coding-agent/permissions/repositories | {"selected_repository_ids":[$repoid]} |
      16 | owner | PUT $agent | |
      6 | owner | DELETE $agent | |
      20 | any | GET /user | |
      20 | any | GET <$repo,$repo/issues,$repo/pulls,$repo/contents/$file,$repo/commits,$repo/branches,$repo/contributors,$pull,$pull/files,$pull/commits,$issue,$issue/comments> | |
      20 | any | GET <$space,$space/resources,$space/collaborators> | |
      14 | any | GET <$space,/orgs/$org/copilot-spaces,/users/$owner/copilot-spaces,/orgs/$org/teams,/user/repos,/orgs/$org/members,/orgs/$org/audit-log> | |
      6 | admin | GET </users,/admin/users/$user/tokens,/admin/organizations/$org/tokens,/admin/apps,/admin/audit-log> | |
      4 | app | GET </app,/app/installations,/orgs/$org/installation,/users/$user/installation> | |
      """;

  static RandomOperations table() {
    List<Operation> all = new ArrayList<>(TABLE.lines().map(Operation::read).toList());
    return new RandomOperations(all, all.stream().mapToInt(Operation::weight).sum());
  }

  Operation draw(RandomGenerator random) {
    int left = random.nextInt(weight);
    for (Operation operation : all) {
      left -= operation.weight();
      if (left < 0) {
        return operation;
      }
    }
    throw new IllegalStateException();
  }

  /**
   * A row of the table.
   *
   * @param keep a name of the world, and the path of the field that is kept under it; or nothing
   */
  record Operation(
      int weight,
      boolean audited,
      String who,
      String method,
      String path,
      String body,
      String keep) {
    static Operation read(String line) {
      List<String> row = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      int blank = row.get(2).indexOf(' ');
      return new Operation(
          Integer.parseInt(row.get(0).replace("!", "")),
          row.get(0).startsWith("!"),
          row.get(1),
          row.get(2).substring(0, blank),
          row.get(2).substring(blank + 1),
          row.get(3),
          row.get(4));
    }

    String name() {
      return method + " " + path;
    }
  }
}
