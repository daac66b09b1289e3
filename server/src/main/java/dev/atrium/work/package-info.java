/** The place of work that takes long: few threads, in turn, with a deadline. */
@NullMarked
package dev.atrium.work;

import org.jspecify.annotations.NullMarked;
