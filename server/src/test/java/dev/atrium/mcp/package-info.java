@NullMarked
package dev.atrium.mcp;

import org.jspecify.annotations.NullMarked;
