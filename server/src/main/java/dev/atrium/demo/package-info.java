/** A sample organization, set up through the server's own API as any client would. */
@NullMarked
package dev.atrium.demo;

import org.jspecify.annotations.NullMarked;
