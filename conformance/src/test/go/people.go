// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import (
	"net/http"
	"strings"

	"github.com/google/go-github/github"
)

func login(user *github.User) string { return user.GetLogin() }

// people are users, what everybody is told of them, and what a site admin does with them.
func people() {
	user := got(owner.Users.Get(ctx, world.Member.Login))
	that(!user.GetCreatedAt().IsZero(), user)
	equal(got(owner.Users.GetByID(ctx, user.GetID())).GetLogin(), user.GetLogin())
	refused[*github.User](404)(owner.Users.Get(ctx, unique("none")))
	refused[*github.User](404)(owner.Users.GetByID(ctx, 2147483000))
	first := got(owner.Users.ListAll(ctx, &github.UserListOptions{ListOptions: github.ListOptions{PerPage: 1}}))
	equal(len(first), 1)
	later := got(owner.Users.ListAll(ctx, &github.UserListOptions{Since: first[0].GetID()}))
	has(names(later, login), user.GetLogin())
	picture := must(http.Get(user.GetAvatarURL()))
	that(strings.Contains(picture.Header.Get("Content-Type"), "svg"), picture.Status)
	equal(len(got(owner.Users.ListFollowers(ctx, user.GetLogin(), nil))), 0)
	equal(len(got(owner.Activity.ListWatched(ctx, user.GetLogin(), nil))), 0)
	equal(len(got(owner.Activity.ListEventsReceivedByUser(ctx, user.GetLogin(), false, nil))), 0)
	equal(len(got(owner.Organizations.List(ctx, user.GetLogin(), nil))), 0)
	administration()
}

func administration() {
	name := unique("temporary")
	made := got(admin.Admin.CreateUser(ctx, name, name+"@example.com"))
	equal(made.GetLogin(), name)
	refused[*github.User](422)(admin.Admin.CreateUser(ctx, name, name+"@example.com"))
	refused[*github.User](403)(owner.Admin.CreateUser(ctx, unique("refused"), "a@example.com"))
	renamed := unique("renamed")
	response, err := call(admin, "PATCH", "admin/users/"+name, map[string]string{"login": renamed}, nil)
	accepted(made, response, err)
	token := got(admin.Admin.CreateUserImpersonation(ctx, renamed, &github.ImpersonateUserOptions{Scopes: []string{"read:user"}}))
	impersonated := client(token.GetToken())
	equal(got(impersonated.Users.Get(ctx, "")).GetLogin(), renamed)
	done(admin.Users.Suspend(ctx, renamed, &github.UserSuspendOptions{Reason: github.String("Away")}))
	refused[*github.User](403)(impersonated.Users.Get(ctx, ""))
	done(admin.Users.Unsuspend(ctx, renamed))
	equal(got(impersonated.Users.Get(ctx, "")).GetLogin(), renamed)
	done(admin.Admin.DeleteUserImpersonation(ctx, renamed))
	refused[*github.User](401)(impersonated.Users.Get(ctx, ""))
	done(admin.Admin.DeleteUser(ctx, renamed))
	_, err = admin.Admin.DeleteUser(ctx, renamed)
	failed(404, err)
}
