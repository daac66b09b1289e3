/** Tokens of five kinds: created, listed, revoked, and checked on every request. */
@NullMarked
package dev.atrium.tokens;

import org.jspecify.annotations.NullMarked;
