// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import "github.com/google/go-github/github"

func repositoryName(repository *github.Repository) string { return repository.GetName() }

// repositories are made, renamed, shared, transferred and deleted.
func repositories() {
	org, name := world.Organization, unique("by-go-github")
	wanted := &github.Repository{Name: &name, Private: github.Bool(true), AutoInit: github.Bool(true)}
	made := got(owner.Repositories.Create(ctx, org, wanted))
	that(!made.GetCreatedAt().IsZero() && made.GetPermissions()["admin"], made)
	said := refused[*github.Repository](422)(owner.Repositories.Create(ctx, org, wanted))
	equal(said.Errors[0].Field, "name")
	found := all(func(page github.ListOptions) ([]*github.Repository, *github.Response, error) {
		return owner.Repositories.ListByOrg(ctx, org, &github.RepositoryListByOrgOptions{ListOptions: page})
	})
	has(names(found, repositoryName), name)
	equal(got(owner.Repositories.GetByID(ctx, made.GetID())).GetFullName(), made.GetFullName())
	refused[*github.Repository](404)(owner.Repositories.Get(ctx, org, unique("none")))
	renamed := unique("renamed")
	change := &github.Repository{Name: &renamed, Description: github.String("d"), Private: github.Bool(false)}
	equal(got(owner.Repositories.Edit(ctx, org, name, change)).GetDescription(), "d")
	// go-github follows the 301 of the former name.
	equal(got(owner.Repositories.Get(ctx, org, name)).GetName(), renamed)
	topics(org, renamed)
	none(org, renamed)
	access(org, renamed)
	accepted(owner.Repositories.Transfer(ctx, org, renamed, github.TransferRequest{NewOwner: world.Owner.Login}))
	equal(got(owner.Repositories.Get(ctx, org, renamed)).GetOwner().GetLogin(), world.Owner.Login)
	done(owner.Repositories.Delete(ctx, world.Owner.Login, renamed))
	ofAUser()
}

func topics(org, name string) {
	equal(len(got(owner.Repositories.ReplaceAllTopics(ctx, org, name, []string{"docs", "go"}))), 2)
	has(got(owner.Repositories.ListAllTopics(ctx, org, name)), "go")
	refused[[]string](422)(owner.Repositories.ReplaceAllTopics(ctx, org, name, []string{"no topic"}))
}

// none is what no repository has here.
func none(org, name string) {
	equal(len(got(owner.Repositories.ListForks(ctx, org, name, nil))), 0)
	equal(len(got(owner.Repositories.ListHooks(ctx, org, name, nil))), 0)
	equal(len(got(owner.Repositories.ListDeployments(ctx, org, name, nil))), 0)
	equal(len(got(owner.Activity.ListStargazers(ctx, org, name, nil))), 0)
	equal(len(got(owner.Activity.ListWatchers(ctx, org, name, nil))), 0)
	equal(len(got(owner.Activity.ListRepositoryEvents(ctx, org, name, nil))), 0)
	equal(len(got(owner.Repositories.ListTags(ctx, org, name, nil))), 0)
	equal(len(got(owner.Repositories.ListLanguages(ctx, org, name))), 0)
}

func access(org, name string) {
	give := func(permission string) (*github.CollaboratorInvitation, *github.Response, error) {
		options := &github.RepositoryAddCollaboratorOptions{Permission: permission}
		return owner.Repositories.AddCollaborator(ctx, org, name, world.Member.Login, options)
	}
	got(give("push"))
	refused[*github.CollaboratorInvitation](422)(give("everything"))
	found := all(func(page github.ListOptions) ([]*github.User, *github.Response, error) {
		return owner.Repositories.ListCollaborators(ctx, org, name, &github.ListCollaboratorsOptions{ListOptions: page})
	})
	has(names(found, login), world.Member.Login)
	that(got(owner.Repositories.IsCollaborator(ctx, org, name, world.Member.Login)), "a collaborator")
	that(!got(owner.Repositories.IsCollaborator(ctx, org, name, unique("none"))), "no collaborator")
	equal(got(owner.Repositories.GetPermissionLevel(ctx, org, name, world.Member.Login)).GetPermission(), "write")
	done(owner.Repositories.RemoveCollaborator(ctx, org, name, world.Member.Login))
}

func ofAUser() {
	name := unique("own")
	made := got(owner.Repositories.Create(ctx, "", &github.Repository{Name: &name, AutoInit: github.Bool(true)}))
	equal(made.GetOwner().GetLogin(), world.Owner.Login)
	own := all(func(page github.ListOptions) ([]*github.Repository, *github.Response, error) {
		return owner.Repositories.List(ctx, "", &github.RepositoryListOptions{Affiliation: "owner", ListOptions: page})
	})
	has(names(own, repositoryName), name)
	has(names(got(owner.Repositories.List(ctx, world.Owner.Login, nil)), repositoryName), name)
	authors := got(owner.Repositories.ListContributors(ctx, world.Owner.Login, name, nil))
	equal(authors[0].GetLogin(), world.Owner.Login)
	done(owner.Repositories.Delete(ctx, world.Owner.Login, name))
}
