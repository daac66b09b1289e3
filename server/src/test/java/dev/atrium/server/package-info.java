/** Tests of the server package. */
@NullMarked
package dev.atrium.server;

import org.jspecify.annotations.NullMarked;
