/** Tests of the greetings. */
@NullMarked
package dev.atrium.greetings;

import org.jspecify.annotations.NullMarked;
