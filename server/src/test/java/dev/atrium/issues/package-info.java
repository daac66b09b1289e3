/** Issues, comments and pull requests, through HTTP and on both databases. */
@NullMarked
package dev.atrium.issues;

import org.jspecify.annotations.NullMarked;
