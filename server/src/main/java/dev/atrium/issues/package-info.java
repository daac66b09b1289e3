/**
 * Issues, pull requests and their comments: enough of GitHub's for spaces to name them and for
 * clients to create them. Pull requests cannot be merged here.
 */
@NullMarked
package dev.atrium.issues;

import org.jspecify.annotations.NullMarked;
