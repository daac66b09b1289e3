/** Users, organizations, memberships and teams, in GitHub's own formats. */
@NullMarked
package dev.atrium.directory;

import org.jspecify.annotations.NullMarked;
