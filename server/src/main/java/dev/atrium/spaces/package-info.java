/** A space: instructions and sources under an owner, found by a number. */
@NullMarked
package dev.atrium.spaces;

import org.jspecify.annotations.NullMarked;
