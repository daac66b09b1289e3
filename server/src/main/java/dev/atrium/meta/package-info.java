/** Information on the server and its state: the API root, /meta, /zen, /rate_limit, /health. */
@NullMarked
package dev.atrium.meta;

import org.jspecify.annotations.NullMarked;
