/**
 * HTTP plumbing that knows no feature: the path of a request from the socket to a handler and back,
 * JSON, errors, conditional requests, paging, headers, the access log.
 */
@NullMarked
package dev.atrium.http;

import org.jspecify.annotations.NullMarked;
