// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import "github.com/google/go-github/github"

// pulls are tried where the repository has a branch to propose.
func pulls() {
	org, name, head, rest := world.Organization, world.Repository, world.Branch, owner.PullRequests
	if head == "" {
		return
	}
	wanted := &github.NewPullRequest{
		Title: github.String("By go-github"), Body: github.String("Please."),
		Head: &head, Base: github.String("main"), Draft: github.Bool(true),
	}
	refused[*github.PullRequest](422)(rest.Create(ctx, org, name, wanted))
	file := &github.RepositoryContentFileOptions{
		Message: github.String("Propose"), Content: []byte("one\ntwo\n"), Branch: &head,
	}
	got(owner.Repositories.CreateFile(ctx, org, name, "proposed-by-go-github.txt", file))
	pull := got(rest.Create(ctx, org, name, wanted))
	that(pull.GetDraft() && pull.GetChangedFiles() == 1, pull)
	number := pull.GetNumber()
	equal(got(rest.Get(ctx, org, name, number)).GetHead().GetRef(), head)
	refused[*github.PullRequest](404)(rest.Get(ctx, org, name, 4711))
	files := got(rest.ListFiles(ctx, org, name, number, nil))
	equal(files[0].GetAdditions(), 2)
	commits := got(rest.ListCommits(ctx, org, name, number, nil))
	equal(commits[len(commits)-1].GetCommit().GetMessage(), "Propose")
	equal(len(got(rest.ListComments(ctx, org, name, number, nil))), 0)
	found := all(func(page github.ListOptions) ([]*github.PullRequest, *github.Response, error) {
		return rest.List(ctx, org, name, &github.PullRequestListOptions{Base: "main", ListOptions: page})
	})
	that(len(found) > 0, found)
	that(got(owner.Issues.Get(ctx, org, name, number)).IsPullRequest(), number)
	change := &github.PullRequest{Title: github.String("Better"), State: github.String("closed")}
	equal(got(rest.Edit(ctx, org, name, number, change)).GetState(), "closed")
}
