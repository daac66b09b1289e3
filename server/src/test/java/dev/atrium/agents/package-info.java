/** Tests of spaces and their resources. */
@NullMarked
package dev.atrium.agents;

import org.jspecify.annotations.NullMarked;
