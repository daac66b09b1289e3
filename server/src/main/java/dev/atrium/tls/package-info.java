/**
 * The certificate that HTTPS is spoken with: read from PEM files, and read again when they change.
 * Where HTTPS is off, nothing of the JDK's TLS is loaded.
 */
@NullMarked
package dev.atrium.tls;

import org.jspecify.annotations.NullMarked;
