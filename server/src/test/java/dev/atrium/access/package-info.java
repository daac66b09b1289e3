/** Tests of who may do what. */
@NullMarked
package dev.atrium.access;

import org.jspecify.annotations.NullMarked;
