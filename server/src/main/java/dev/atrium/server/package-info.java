/** The server, put together: its settings, its folders, its log, and the wings in order of need. */
@NullMarked
package dev.atrium.server;

import org.jspecify.annotations.NullMarked;
