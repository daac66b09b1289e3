/** Tests of the tokens. */
@NullMarked
package dev.atrium.tokens;

import org.jspecify.annotations.NullMarked;
