// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import (
	"time"

	"github.com/google/go-github/github"
)

func issues() {
	org, name, rest := world.Organization, world.Repository, owner.Issues
	wanted := &github.IssueRequest{
		Title:    github.String("Found by go-github"),
		Body:     github.String("See @" + world.Owner.Login),
		Assignee: &world.Owner.Login,
		Labels:   &[]string{"go-github"},
	}
	issue := got(rest.Create(ctx, org, name, wanted))
	other := got(rest.Create(ctx, org, name, &github.IssueRequest{Title: github.String("Again")}))
	refused[*github.Issue](422)(rest.Create(ctx, org, name, &github.IssueRequest{Title: github.String("")}))
	equal(got(rest.Get(ctx, org, name, issue.GetNumber())).GetAssignee().GetLogin(), world.Owner.Login)
	refused[*github.Issue](404)(rest.Get(ctx, org, name, 4711))
	comments(org, name, issue.GetNumber())
	labels(org, name, issue.GetNumber())
	filters(org, name, issue.GetNumber(), other.GetNumber())
	closing := &github.IssueRequest{State: github.String("closed")}
	refused[*github.Issue](403)(member.Issues.Edit(ctx, org, name, issue.GetNumber(), closing))
	closed := got(rest.Edit(ctx, org, name, issue.GetNumber(), closing))
	equal(closed.GetState(), "closed")
	equal(closed.GetClosedBy().GetLogin(), world.Owner.Login)
	got(rest.Edit(ctx, org, name, other.GetNumber(), closing))
}

func comments(org, name string, number int) {
	rest := owner.Issues
	for _, text := range []string{"Seen.", "Mended."} {
		got(rest.CreateComment(ctx, org, name, number, &github.IssueComment{Body: github.String(text)}))
	}
	found := all(func(page github.ListOptions) ([]*github.IssueComment, *github.Response, error) {
		return rest.ListComments(ctx, org, name, number, &github.IssueListCommentsOptions{ListOptions: page})
	})
	equal(len(found), 2)
	equal(got(rest.GetComment(ctx, org, name, found[0].GetID())).GetBody(), "Seen.")
	refused[*github.IssueComment](404)(rest.GetComment(ctx, org, name, 4711))
	equal(len(got(owner.Reactions.ListIssueCommentReactions(ctx, org, name, found[0].GetID(), nil))), 0)
	tomorrow := time.Now().AddDate(0, 0, 1)
	equal(len(got(rest.ListComments(ctx, org, name, number, &github.IssueListCommentsOptions{Since: &tomorrow}))), 0)
}

func labels(org, name string, number int) {
	labelName := func(label *github.Label) string { return label.GetName() }
	has(names(got(owner.Issues.ListLabels(ctx, org, name, nil)), labelName), "go-github")
	has(names(got(owner.Issues.ListLabelsByIssue(ctx, org, name, number, nil)), labelName), "go-github")
	equal(got(owner.Issues.GetLabel(ctx, org, name, "go-github")).GetName(), "go-github")
	refused[*github.Label](404)(owner.Issues.GetLabel(ctx, org, name, "none"))
	equal(len(got(owner.Issues.ListIssueEvents(ctx, org, name, number, nil))), 0)
	equal(len(got(owner.Reactions.ListIssueReactions(ctx, org, name, number, nil))), 0)
}

func filters(org, name string, number, other int) {
	numbers := func(options github.IssueListByRepoOptions) []int {
		found := all(func(page github.ListOptions) ([]*github.Issue, *github.Response, error) {
			options.ListOptions = page
			return owner.Issues.ListByRepo(ctx, org, name, &options)
		})
		result := []int{}
		for _, each := range found {
			result = append(result, each.GetNumber())
		}
		return result
	}
	equal(len(numbers(github.IssueListByRepoOptions{Labels: []string{"go-github"}})), 1)
	has(numbers(github.IssueListByRepoOptions{Mentioned: world.Owner.Login}), number)
	has(numbers(github.IssueListByRepoOptions{Creator: world.Owner.Login}), other)
	has(numbers(github.IssueListByRepoOptions{Assignee: world.Owner.Login}), number)
	has(numbers(github.IssueListByRepoOptions{Assignee: "none"}), other)
	equal(len(numbers(github.IssueListByRepoOptions{Since: time.Now().AddDate(0, 0, 1)})), 0)
	refused[[]*github.Issue](422)(
		owner.Issues.ListByRepo(ctx, org, name, &github.IssueListByRepoOptions{Milestone: "999"}))
}
