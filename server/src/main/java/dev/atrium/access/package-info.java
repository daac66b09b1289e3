/**
 * Who may do what: the only place that decides. It reads the tables it decides by itself, so that
 * every feature, the directory included, can stand above it.
 */
@NullMarked
package dev.atrium.access;

import org.jspecify.annotations.NullMarked;
