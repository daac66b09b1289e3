// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

type resource struct {
	ID       int64                  `json:"id,omitempty"`
	Type     string                 `json:"resource_type"`
	Metadata map[string]interface{} `json:"metadata"`
}

type space struct {
	Number    int64      `json:"number,omitempty"`
	Name      string     `json:"name"`
	BaseRole  string     `json:"base_role,omitempty"`
	APIURL    string     `json:"api_url,omitempty"`
	Resources []resource `json:"resources_attributes,omitempty"`
}

// spaces are called by NewRequest and Do: go-github has no methods for them.
func spaces() {
	id := got(owner.Repositories.Get(ctx, world.Organization, world.Repository)).GetID()
	ofOwner(path("orgs/%s/copilot-spaces", world.Organization), id)
	ofOwner(path("users/%s/copilot-spaces", world.Owner.Login), id)
}

func ofOwner(list string, repositoryID int64) {
	wanted := space{Name: "By go-github", BaseRole: "no_access", Resources: []resource{
		{Type: "repository", Metadata: map[string]interface{}{"repository_id": repositoryID}},
		{Type: "free_text", Metadata: map[string]interface{}{"name": "Tone", "text": "Be brief."}},
	}}
	var made, again space
	done(call(owner, "POST", list, wanted, &made))
	equal(len(made.Resources), 2)
	one := path("%s/%d", list, made.Number)
	// api_url leads to the space by number.
	done(call(owner, "GET", made.APIURL, nil, &again))
	equal(again.Name, made.Name)
	var found struct{ Spaces []space }
	done(call(owner, "GET", list+"?per_page=1", nil, &found))
	equal(len(found.Spaces), 1)
	_, err := call(member, "GET", one, nil, nil)
	failed(404, err)
	_, err = call(owner, "POST", list, map[string]string{"name": ""}, nil)
	equal(failed(422, err).Errors[0].Field, "name")
	var added resource
	note := resource{Type: "free_text", Metadata: map[string]interface{}{"name": "More", "text": "Say so."}}
	done(call(owner, "POST", one+"/resources", note, &added))
	done(call(owner, "DELETE", path("%s/resources/%d", one, added.ID), nil, nil))
	share := map[string]string{"actor_type": "User", "actor_identifier": world.Member.Login, "role": "reader"}
	done(call(owner, "POST", one+"/collaborators", share, nil))
	done(call(member, "GET", one, nil, &again))
	_, err = call(member, "PUT", one, map[string]string{"name": "no"}, nil)
	failed(403, err)
	done(call(owner, "DELETE", one, nil, nil))
	_, err = call(owner, "GET", one, nil, nil)
	failed(404, err)
}
