/** Users, organizations, memberships, teams and tokens: who is there, in GitHub's own shapes. */
@NullMarked
package dev.atrium.directory;

import org.jspecify.annotations.NullMarked;
