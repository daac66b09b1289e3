/**
 * The HTTP plumbing, which knows no feature: the path of a request from the socket to a handler and
 * back, JSON, errors, conditional requests, paging, headers, and the access log.
 */
@NullMarked
package dev.atrium.http;

import org.jspecify.annotations.NullMarked;
