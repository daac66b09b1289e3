/** The commands of {@code atrium}, and the options that set up a server. */
@NullMarked
package dev.atrium.cli;

import org.jspecify.annotations.NullMarked;
