// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package main

import "os"

// main goes through all journeys, one after the other; the first that fails ends it.
func main() {
	setUp()
	if len(os.Args) > 1 && os.Args[1] == "limits" {
		limits()
		return
	}
	server()
	people()
	organizations()
	teams()
	repositories()
	contents()
	issues()
	pulls()
	spaces()
	apps()
}
