/** Tests of the whole: its architecture, its routes, its start. */
@NullMarked
package dev.atrium;

import org.jspecify.annotations.NullMarked;
