// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"time"

	"github.com/google/go-github/github"
)

// apps speak for themselves by signed tokens, and for their installation by those they ask for.
func apps() {
	var made struct {
		ID        int64
		Slug, Pem string
	}
	ours("admin/apps", map[string]interface{}{
		"name": unique("App"), "owner": world.Owner.Login, "permissions": map[string]string{"contents": "read"},
	}, &made)
	var installed struct{ ID int64 }
	ours("admin/apps/"+made.Slug+"/installations", map[string]string{"account": world.Organization}, &installed)
	app := client(signed(made.ID, made.Pem))
	equal(got(app.Apps.Get(ctx, "")).GetSlug(), made.Slug)
	equal(len(got(app.Apps.ListInstallations(ctx, nil))), 1)
	equal(got(app.Apps.GetInstallation(ctx, installed.ID)).GetAppID(), made.ID)
	equal(got(app.Apps.FindOrganizationInstallation(ctx, world.Organization)).GetID(), installed.ID)
	equal(got(app.Apps.FindUserInstallation(ctx, world.Organization)).GetID(), installed.ID)
	equal(got(app.Apps.FindRepositoryInstallation(ctx, world.Organization, world.Repository)).GetID(), installed.ID)
	options := &github.InstallationTokenOptions{Repositories: []string{world.Repository}}
	token := got(app.Apps.CreateInstallationToken(ctx, installed.ID, options))
	that(token.GetExpiresAt().After(time.Now()), token)
	installation := client(token.GetToken())
	equal(got(installation.Apps.ListRepos(ctx, nil)).GetTotalCount(), 1)
	equal(refused[*github.User](403)(installation.Users.Get(ctx, "")).Message, "Resource not accessible by integration")
	refused[*github.InstallationToken](404)(app.Apps.CreateInstallationToken(ctx, 2147483000, nil))
	done(app.Apps.SuspendInstallation(ctx, installed.ID))
	done(app.Apps.UnsuspendInstallation(ctx, installed.ID))
	done(app.Apps.DeleteInstallation(ctx, installed.ID))
	refused[*github.Installation](404)(app.Apps.GetInstallation(ctx, installed.ID))
}

// ours is an operation for site admins, where GitHub has a page.
func ours(path string, fields, answer interface{}) {
	body := bytes.NewReader(must(json.Marshal(fields)))
	request := must(http.NewRequest("POST", admin.BaseURL.String()+path, body))
	request.Header.Set("Authorization", "Bearer "+world.AdminToken)
	response := must(http.DefaultClient.Do(request))
	text := must(io.ReadAll(response.Body))
	that(response.StatusCode == http.StatusCreated, string(text))
	check(json.Unmarshal(text, answer))
}

// signed is a JSON web token of the app.
func signed(id int64, key string) string {
	block, _ := pem.Decode([]byte(key))
	private, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		private = must(x509.ParsePKCS8PrivateKey(block.Bytes)).(*rsa.PrivateKey)
	}
	now := time.Now().Unix()
	encode := func(part interface{}) string { return base64.RawURLEncoding.EncodeToString(must(json.Marshal(part))) }
	text := encode(map[string]string{"alg": "RS256", "typ": "JWT"}) + "." +
		encode(map[string]int64{"iat": now - 10, "exp": now + 300, "iss": id})
	sum := sha256.Sum256([]byte(text))
	signature := must(rsa.SignPKCS1v15(rand.Reader, private, crypto.SHA256, sum[:]))
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}
