/**
 * The entrance for assistants: the Model Context Protocol on one endpoint, in its stateless
 * revision and in the older ones with a handshake. {@link dev.atrium.mcp.McpApi} takes requests,
 * {@link dev.atrium.mcp.Methods} answers them from what {@link dev.atrium.mcp.Features} lists.
 */
@NullMarked
package dev.atrium.mcp;

import org.jspecify.annotations.NullMarked;
