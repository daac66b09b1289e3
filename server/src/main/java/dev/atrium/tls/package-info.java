/**
 * The certificate that HTTPS is spoken with: read from PEM files, and read again when they change.
 * Not one class of it is loaded where HTTPS is off.
 */
@NullMarked
package dev.atrium.tls;

import org.jspecify.annotations.NullMarked;
