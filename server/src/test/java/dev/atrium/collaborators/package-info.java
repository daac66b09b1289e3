/** Tests of spaces and their resources. */
@NullMarked
package dev.atrium.collaborators;

import org.jspecify.annotations.NullMarked;
