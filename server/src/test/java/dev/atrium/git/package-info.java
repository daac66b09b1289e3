/** Tests of repository content. */
@NullMarked
package dev.atrium.git;

import org.jspecify.annotations.NullMarked;
