/** Tests of the directory. */
@NullMarked
package dev.atrium.repositories;

import org.jspecify.annotations.NullMarked;
