/** Greetings: the smallest feature that has a route, a job and a subscriber. */
@NullMarked
package dev.atrium.greetings;

import org.jspecify.annotations.NullMarked;
