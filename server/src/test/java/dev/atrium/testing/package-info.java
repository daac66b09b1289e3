/** What tests share: the two databases, a real server, a client. */
@NullMarked
package dev.atrium.testing;

import org.jspecify.annotations.NullMarked;
