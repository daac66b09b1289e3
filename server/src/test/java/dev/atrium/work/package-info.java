/** Tests of the plumbing. */
@NullMarked
package dev.atrium.work;

import org.jspecify.annotations.NullMarked;
