/**
 * The error model: one exception, a closed set of codes, and the faults of a body. Every layer may
 * throw the exception.
 */
@NullMarked
package dev.atrium.error;

import org.jspecify.annotations.NullMarked;
