// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import (
	"errors"
	"net/http"
	"strings"

	"github.com/google/go-github/github"
)

// limits are low, and go-github tells them from other refusals.
func limits() {
	nobody := must(github.NewEnterpriseClient(base, base, &http.Client{Transport: recording{}}))
	var limited *github.RateLimitError
	for i := 0; i < 20 && !errors.As(reached(nobody), &limited); i++ {
	}
	that(limited != nil, "no limit was reached")
	equal(limited.Rate.Limit, 3)
	that(!limited.Rate.Reset.IsZero(), limited.Rate)
	var secondary *github.ErrorResponse
	for i := 0; i < 20 && secondary == nil; i++ {
		_, _, err := member.Repositories.Create(ctx, "", &github.Repository{Name: github.String(unique("many"))})
		that(err == nil || errors.As(err, &secondary), err)
	}
	equal(secondary.Response.StatusCode, http.StatusForbidden)
	that(secondary.Response.Header.Get("Retry-After") != "", secondary.Response.Header)
	that(strings.Contains(secondary.Message, "secondary rate limit"), secondary.Message)
}

func reached(nobody *github.Client) error {
	_, _, err := nobody.Users.Get(ctx, "nobody")
	return err
}
