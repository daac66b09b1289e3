// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import "net/http"

// server asks what it says of itself, of limits and of tokens that are none.
func server() {
	limits, response, err := owner.RateLimits(ctx)
	check(err)
	that(limits.Core.Remaining <= limits.Core.Limit && !limits.Core.Reset.IsZero(), limits)
	me, response, err := owner.Users.Get(ctx, "")
	check(err)
	equal(me.GetLogin(), world.Owner.Login)
	equal(response.Rate.Limit, limits.Core.Limit)
	that(!response.Rate.Reset.IsZero(), response.Rate)
	that(got(owner.Zen(ctx)) != "", "zen")
	meta := got(owner.APIMeta(ctx))
	that(meta.VerifiablePasswordAuthentication != nil, meta)
	_, err = call(owner, "GET", "", nil, nil)
	check(err)
	_, _, err = client("ghp_wrong").Users.Get(ctx, "")
	equal(failed(http.StatusUnauthorized, err).Message, "Bad credentials")
}
