// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import (
	"net/http"

	"github.com/google/go-github/github"
)

func organizations() {
	name := world.Organization
	mine := all(func(page github.ListOptions) ([]*github.Organization, *github.Response, error) {
		return owner.Organizations.List(ctx, "", &page)
	})
	has(names(mine, func(each *github.Organization) string { return each.GetLogin() }), name)
	organization := got(owner.Organizations.Get(ctx, name))
	equal(got(owner.Organizations.GetByID(ctx, organization.GetID())).GetLogin(), name)
	refused[*github.Organization](404)(owner.Organizations.Get(ctx, unique("none")))
	change := &github.Organization{Description: github.String("About us")}
	equal(got(owner.Organizations.Edit(ctx, name, change)).GetDescription(), "About us")
	refused[*github.Organization](403)(member.Organizations.Edit(ctx, name, change))
	wrong := &github.Organization{DefaultRepoPermission: github.String("all")}
	refused[*github.Organization](422)(owner.Organizations.Edit(ctx, name, wrong))
	equal(len(got(owner.Organizations.ListHooks(ctx, name, nil))), 0)
	equal(len(got(owner.Activity.ListEventsForOrganization(ctx, name, nil))), 0)
	memberships(name)
	auditLog(name)
	ofItsOwn()
}

func memberships(name string) {
	found := all(func(page github.ListOptions) ([]*github.User, *github.Response, error) {
		return owner.Organizations.ListMembers(ctx, name, &github.ListMembersOptions{ListOptions: page})
	})
	equal(len(found), 2)
	has(names(found, login), world.Member.Login)
	owners := got(owner.Organizations.ListMembers(ctx, name, &github.ListMembersOptions{Role: "admin"}))
	equal(len(owners), 1)
	that(got(owner.Organizations.IsMember(ctx, name, world.Member.Login)), "a member")
	that(!got(owner.Organizations.IsMember(ctx, name, unique("none"))), "no member")
	equal(got(owner.Organizations.GetOrgMembership(ctx, world.Member.Login, name)).GetState(), "active")
	as := func(role string) (*github.Membership, *github.Response, error) {
		wanted := &github.Membership{Role: github.String(role)}
		return owner.Organizations.EditOrgMembership(ctx, world.Member.Login, name, wanted)
	}
	refused[*github.Membership](422)(as("king"))
	equal(got(as("admin")).GetRole(), "admin")
	done(owner.Organizations.RemoveOrgMembership(ctx, world.Member.Login, name))
	refused[*github.Membership](404)(owner.Organizations.GetOrgMembership(ctx, world.Member.Login, name))
	equal(got(as("member")).GetRole(), "member")
}

// auditLog follows the cursor of Link.
func auditLog(name string) {
	phrase := github.String("action:org.add_member user:" + world.Member.Login)
	options := &github.GetAuditLogOptions{Phrase: phrase, Order: github.String("asc")}
	options.PerPage = 1
	entries, response, err := owner.Organizations.GetAuditLog(ctx, name, options)
	check(err)
	equal(len(entries), 1)
	that(!entries[0].GetTimestamp().IsZero() && entries[0].GetUser() == world.Member.Login, entries)
	that(response.After != "", response.Header["Link"])
	options.After = response.After
	next := got(owner.Organizations.GetAuditLog(ctx, name, options))
	that(len(next) == 1 && next[0].GetDocumentID() != entries[0].GetDocumentID(), next)
	refused[[]*github.AuditEntry](403)(member.Organizations.GetAuditLog(ctx, name, nil))
}

// ofItsOwn makes one, renames and deletes it.
func ofItsOwn() {
	name, renamed := unique("temporary"), unique("renamed")
	made := &github.Organization{Login: github.String(name), Name: github.String("Temporary")}
	equal(got(admin.Admin.CreateOrg(ctx, made, world.Owner.Login)).GetLogin(), name)
	refused[*github.Organization](422)(admin.Admin.CreateOrg(ctx, made, world.Owner.Login))
	accepted(admin.Admin.RenameOrgByName(ctx, name, renamed))
	response, err := call(owner, "DELETE", "orgs/"+renamed, nil, nil)
	accepted(made, response, err)
	equal(response.StatusCode, http.StatusAccepted)
}
