/**
 * The certificate of HTTPS, read from PEM files and read again when they change. If HTTPS is off,
 * none of the JDK's TLS is loaded.
 */
@NullMarked
package dev.atrium.tls;

import org.jspecify.annotations.NullMarked;
