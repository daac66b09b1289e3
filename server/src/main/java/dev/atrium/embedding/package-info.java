/** Texts in, vectors out: by a model inside the process, or by a service elsewhere. */
@NullMarked
package dev.atrium.embedding;

import org.jspecify.annotations.NullMarked;
