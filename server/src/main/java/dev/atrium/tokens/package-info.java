/** Tokens: their five kinds, made, listed, revoked, and checked at every request. */
@NullMarked
package dev.atrium.tokens;

import org.jspecify.annotations.NullMarked;
