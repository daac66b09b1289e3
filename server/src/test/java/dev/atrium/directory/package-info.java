/** Tests of the directory. */
@NullMarked
package dev.atrium.directory;

import org.jspecify.annotations.NullMarked;
