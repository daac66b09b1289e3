/** Tests of the cli package. */
@NullMarked
package dev.atrium.cli;

import org.jspecify.annotations.NullMarked;
