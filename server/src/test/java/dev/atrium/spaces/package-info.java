/** Tests of spaces and their resources. */
@NullMarked
package dev.atrium.spaces;

import org.jspecify.annotations.NullMarked;
