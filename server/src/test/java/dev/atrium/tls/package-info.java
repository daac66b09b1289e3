/** That HTTPS is spoken with the certificate in the files, and with the one that replaces it. */
@NullMarked
package dev.atrium.tls;

import org.jspecify.annotations.NullMarked;
