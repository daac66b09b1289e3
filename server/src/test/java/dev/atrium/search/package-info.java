/** Tests of the directory. */
@NullMarked
package dev.atrium.search;

import org.jspecify.annotations.NullMarked;
