/**
 * The pages that say what the server is and how it is: the API root, /meta, /zen, /rate_limit,
 * /health.
 */
@NullMarked
package dev.atrium.meta;

import org.jspecify.annotations.NullMarked;
