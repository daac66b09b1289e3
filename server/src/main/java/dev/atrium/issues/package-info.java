/**
 * Issues, pull requests and their comments: enough of GitHub's for a space to name them, and for
 * clients to set them up. Nothing is merged here.
 */
@NullMarked
package dev.atrium.issues;

import org.jspecify.annotations.NullMarked;
