// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import (
	"io"
	"strings"
	"time"

	"github.com/google/go-github/github"
)

const (
	notes = "go/näive notes.md"
	zeros = "0000000000000000000000000000000000000000"
)

func contents() {
	files(owner.Repositories, world.Organization, world.Repository)
	history(owner.Repositories, world.Organization, world.Repository)
	objects(owner.Git, world.Organization, world.Repository)
}

func files(rest *github.RepositoriesService, org, name string) {
	write := func(text, sha string) *github.RepositoryContentFileOptions {
		options := &github.RepositoryContentFileOptions{Message: github.String(text), Content: []byte("# " + text + "\n")}
		if sha != "" {
			options.SHA = &sha
		}
		return options
	}
	// GitHub ignores the sha of a file that is new.
	made := got(rest.CreateFile(ctx, org, name, notes, write("Add notes", zeros)))
	refused[*github.RepositoryContentResponse](422)(rest.CreateFile(ctx, org, name, notes, write("Again", "")))
	refused[*github.RepositoryContentResponse](409)(rest.UpdateFile(ctx, org, name, notes, write("Stale", zeros)))
	changed := got(rest.UpdateFile(ctx, org, name, notes, write("Change notes", made.Content.GetSHA())))
	file, _, _, err := rest.GetContents(ctx, org, name, notes, nil)
	check(err)
	equal(must(file.GetContent()), "# Change notes\n")
	before := &github.RepositoryContentGetOptions{Ref: made.GetSHA()}
	file, _, _, err = rest.GetContents(ctx, org, name, notes, before)
	check(err)
	equal(must(file.GetContent()), "# Add notes\n")
	raw := got(rest.DownloadContents(ctx, org, name, notes, nil))
	equal(string(must(io.ReadAll(raw))), "# Change notes\n")
	_, folder, _, err := rest.GetContents(ctx, org, name, "go", nil)
	check(err)
	equal(folder[0].GetPath(), notes)
	_, _, _, err = rest.GetContents(ctx, org, name, "none", nil)
	failed(404, err)
	refused[*github.RepositoryContentResponse](409)(rest.DeleteFile(ctx, org, name, notes, write("Stale", zeros)))
	got(rest.DeleteFile(ctx, org, name, notes, write("Remove notes", changed.Content.GetSHA())))
	equal(got(rest.GetReadme(ctx, org, name, nil)).GetPath(), "README.md")
}

func history(rest *github.RepositoriesService, org, name string) {
	branches := all(func(page github.ListOptions) ([]*github.Branch, *github.Response, error) {
		return rest.ListBranches(ctx, org, name, &github.BranchListOptions{ListOptions: page})
	})
	has(names(branches, func(each *github.Branch) string { return each.GetName() }), "main")
	main := got(rest.GetBranch(ctx, org, name, "main", true))
	commits := all(func(page github.ListOptions) ([]*github.RepositoryCommit, *github.Response, error) {
		return rest.ListCommits(ctx, org, name, &github.CommitsListOptions{ListOptions: page})
	})
	equal(commits[0].GetSHA(), main.GetCommit().GetSHA())
	equal(commits[0].GetCommit().GetMessage(), "Remove notes")
	touching := got(rest.ListCommits(ctx, org, name, &github.CommitsListOptions{Path: notes}))
	equal(len(touching), 3)
	yesterday := time.Now().AddDate(0, 0, -1)
	equal(len(got(rest.ListCommits(ctx, org, name, &github.CommitsListOptions{Until: yesterday}))), 0)
	mine := got(rest.ListCommits(ctx, org, name, &github.CommitsListOptions{Author: world.Owner.Login, Since: yesterday}))
	that(len(mine) >= 3, mine)
	commit := got(rest.GetCommit(ctx, org, name, "main", nil))
	equal(commit.Files[0].GetStatus(), "removed")
	equal(commit.GetStats().GetDeletions(), 1)
	refused[*github.RepositoryCommit](422)(rest.GetCommit(ctx, org, name, "none", nil))
}

func objects(rest *github.GitService, org, name string) {
	main := got(rest.GetRef(ctx, org, name, "heads/main"))
	refused[*github.Reference](404)(rest.GetRef(ctx, org, name, "heads/mai"))
	matching := got(rest.ListMatchingRefs(ctx, org, name, &github.ReferenceListOptions{Ref: "heads/mai"}))
	equal(matching[0].GetRef(), main.GetRef())
	every := got(rest.ListMatchingRefs(ctx, org, name, nil))
	has(names(every, func(each *github.Reference) string { return each.GetRef() }), "refs/heads/main")
	commit := got(rest.GetCommit(ctx, org, name, main.GetObject().GetSHA()))
	that(!commit.GetAuthor().GetDate().IsZero(), commit)
	tree := got(rest.GetTree(ctx, org, name, commit.GetTree().GetSHA(), true))
	for _, entry := range tree.Entries {
		if entry.GetPath() == "README.md" {
			blob := got(rest.GetBlob(ctx, org, name, entry.GetSHA()))
			equal(blob.GetSize(), entry.GetSize())
			raw := got(rest.GetBlobRaw(ctx, org, name, entry.GetSHA()))
			that(strings.HasPrefix(string(raw), "# "), string(raw))
		}
	}
	refused[*github.Commit](404)(rest.GetCommit(ctx, org, name, zeros))
	refused[*github.Tree](404)(rest.GetTree(ctx, org, name, zeros, false))
	refused[*github.Blob](404)(rest.GetBlob(ctx, org, name, zeros))
	refused[*github.Tag](404)(rest.GetTag(ctx, org, name, zeros))
}
