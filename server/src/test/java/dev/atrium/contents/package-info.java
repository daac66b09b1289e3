/** Tests of the directory. */
@NullMarked
package dev.atrium.contents;

import org.jspecify.annotations.NullMarked;
