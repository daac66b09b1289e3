// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import "github.com/google/go-github/github"

func slug(team *github.Team) string { return team.GetSlug() }

// teams are tried by slug and by number.
func teams() {
	org := world.Organization
	parent := got(owner.Teams.CreateTeam(ctx, org, github.NewTeam{Name: "Go parents", Privacy: github.String("closed")}))
	wanted := github.NewTeam{
		Name:         "By go-github",
		Description:  github.String("All of them"),
		Privacy:      github.String("closed"),
		ParentTeamID: parent.ID,
	}
	team := got(owner.Teams.CreateTeam(ctx, org, wanted))
	equal(team.GetParent().GetSlug(), parent.GetSlug())
	refused[*github.Team](422)(owner.Teams.CreateTeam(ctx, org, wanted))
	orgID := got(owner.Organizations.Get(ctx, org)).GetID()
	equal(got(owner.Teams.GetTeamBySlug(ctx, org, team.GetSlug())).GetID(), team.GetID())
	equal(got(owner.Teams.GetTeamByID(ctx, orgID, team.GetID())).GetSlug(), team.GetSlug())
	refused[*github.Team](404)(owner.Teams.GetTeamBySlug(ctx, org, "none"))
	found := all(func(page github.ListOptions) ([]*github.Team, *github.Response, error) {
		return owner.Teams.ListTeams(ctx, org, &page)
	})
	has(names(found, slug), team.GetSlug())
	change := github.NewTeam{Name: wanted.Name, Description: github.String("Some of them")}
	equal(got(owner.Teams.EditTeamBySlug(ctx, org, team.GetSlug(), change, false)).GetDescription(), "Some of them")
	alone := got(owner.Teams.EditTeamByID(ctx, orgID, team.GetID(), change, true))
	that(alone.GetParent() == nil, alone)
	inTeam(org, team.GetSlug(), orgID, team.GetID())
	ofTeam(org, team.GetSlug())
	done(owner.Teams.DeleteTeamBySlug(ctx, org, team.GetSlug()))
	done(owner.Teams.DeleteTeamByID(ctx, orgID, parent.GetID()))
}

func inTeam(org, name string, orgID, id int64) {
	refused[*github.Membership](404)(owner.Teams.GetTeamMembershipBySlug(ctx, org, name, world.Member.Login))
	options := &github.TeamAddTeamMembershipOptions{Role: "maintainer"}
	equal(got(owner.Teams.AddTeamMembershipBySlug(ctx, org, name, world.Member.Login, options)).GetRole(), "maintainer")
	equal(got(owner.Teams.GetTeamMembershipByID(ctx, orgID, id, world.Member.Login)).GetState(), "active")
	has(names(got(owner.Teams.ListTeamMembersBySlug(ctx, org, name, nil)), login), world.Member.Login)
	has(names(got(member.Teams.ListUserTeams(ctx, nil)), slug), name)
	done(owner.Teams.RemoveTeamMembershipBySlug(ctx, org, name, world.Member.Login))
}

func ofTeam(org, name string) {
	refused[*github.Repository](404)(owner.Teams.IsTeamRepoBySlug(ctx, org, name, org, world.Repository))
	options := &github.TeamAddTeamRepoOptions{Permission: "push"}
	done(owner.Teams.AddTeamRepoBySlug(ctx, org, name, org, world.Repository, options))
	that(got(owner.Teams.IsTeamRepoBySlug(ctx, org, name, org, world.Repository)).GetPermissions()["push"], "push")
	equal(len(got(owner.Teams.ListTeamReposBySlug(ctx, org, name, nil))), 1)
	has(names(got(owner.Repositories.ListTeams(ctx, org, world.Repository, nil)), slug), name)
	done(owner.Teams.RemoveTeamRepoBySlug(ctx, org, name, org, world.Repository))
}
