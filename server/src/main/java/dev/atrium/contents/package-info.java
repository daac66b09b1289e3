/** Files, branches, commits and trees of repositories. */
@NullMarked
package dev.atrium.contents;

import org.jspecify.annotations.NullMarked;
