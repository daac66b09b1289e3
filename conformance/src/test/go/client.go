// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors

// Command journeys drives a server with go-github as its users have it, but that its transport takes note of everything
// that passes.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"os"
	"time"

	"github.com/google/go-github/github"
	"golang.org/x/oauth2"
)

type person struct{ Login, Token string }

// world is what was set up before the journeys: people, an organization, a repository.
var world struct {
	AdminToken, Organization, Repository, Branch string
	Owner, Member                                person
}

var (
	ctx       = context.Background()
	base      = os.Getenv("CONFORMANCE_URL")
	exchanges *os.File
	random    = rand.New(rand.NewSource(time.Now().UnixNano()))

	admin, owner, member *github.Client
)

func setUp() {
	check(json.Unmarshal([]byte(os.Getenv("CONFORMANCE_WORLD")), &world))
	exchanges = must(os.OpenFile(os.Getenv("CONFORMANCE_EXCHANGES"), os.O_APPEND|os.O_WRONLY, 0))
	admin, owner, member = client(world.AdminToken), client(world.Owner.Token), client(world.Member.Token)
}

type recording struct{}

// RoundTrip notes the answer before go-github has it.
func (recording) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body := must(io.ReadAll(response.Body))
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, json.NewEncoder(exchanges).Encode(map[string]interface{}{
		"method":      request.Method,
		"url":         request.URL.String(),
		"status":      response.StatusCode,
		"contentType": response.Header.Get("Content-Type"),
		"body":        string(body),
	})
}

// client returns go-github for whoever the token stands for.
func client(token string) *github.Client {
	source := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: token})
	authorized := &http.Client{Transport: &oauth2.Transport{Source: source, Base: recording{}}}
	return must(github.NewEnterpriseClient(base, base, authorized))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

// got is the value of a call that must succeed.
func got[T any](value T, _ *github.Response, err error) T {
	return must(value, err)
}

func done(_ *github.Response, err error) {
	check(err)
}

// accepted holds a call to end with 202, which go-github makes an error of some operations.
func accepted[T any](_ T, response *github.Response, err error) {
	var is *github.AcceptedError
	if err != nil && !errors.As(err, &is) {
		panic(err)
	}
	equal(response.StatusCode, http.StatusAccepted)
}

// refused holds a call to fail as GitHub says it, and returns what was said.
func refused[T any](status int) func(T, *github.Response, error) *github.ErrorResponse {
	return func(_ T, _ *github.Response, err error) *github.ErrorResponse { return failed(status, err) }
}

func failed(status int, err error) *github.ErrorResponse {
	var said *github.ErrorResponse
	if !errors.As(err, &said) {
		panic(fmt.Sprintf("no refusal with %d: %v", status, err))
	}
	equal(said.Response.StatusCode, status)
	that(said.Message != "" && said.DocumentationURL != "", err)
	return said
}

func that(holds bool, what ...interface{}) {
	if !holds {
		panic(fmt.Sprint("does not hold: ", fmt.Sprint(what...)))
	}
}

func equal[T comparable](is, should T) {
	if is != should {
		panic(fmt.Sprintf("is %v and not %v", is, should))
	}
}

func has[T comparable](list []T, wanted T) {
	for _, each := range list {
		if each == wanted {
			return
		}
	}
	panic(fmt.Sprintf("%v is not in %v", wanted, list))
}

// all reads a list page by page, one thing on each, and holds the last page to be where Link says.
func all[T any](page func(github.ListOptions) ([]T, *github.Response, error)) []T {
	options, last := github.ListOptions{PerPage: 1}, 0
	var found []T
	for {
		things, response, err := page(options)
		check(err)
		found = append(found, things...)
		if options.Page == 0 {
			last = response.LastPage
		}
		if response.NextPage == 0 {
			break
		}
		options.Page = response.NextPage
	}
	if len(found) > 1 {
		equal(last, len(found))
	}
	return found
}

// names are what is read of each.
func names[T any](things []T, name func(T) string) []string {
	result := []string{}
	for _, each := range things {
		result = append(result, name(each))
	}
	return result
}

func unique(what string) string {
	return fmt.Sprintf("%s-%08x", what, random.Uint32())
}

func path(format string, values ...interface{}) string {
	return fmt.Sprintf(format, values...)
}

// call is any operation, with a method or without.
func call(who *github.Client, method, path string, body interface{}, answer interface{}) (*github.Response, error) {
	request := must(who.NewRequest(method, path, body))
	return who.Do(ctx, request, answer)
}
