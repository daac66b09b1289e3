/** Tests of the vectors. */
@NullMarked
package dev.atrium.embedding;

import org.jspecify.annotations.NullMarked;
