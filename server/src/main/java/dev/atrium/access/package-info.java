/**
 * The only place that decides who may do what. It reads the tables that it decides by itself, so
 * that every feature, the directory included, can depend on it.
 */
@NullMarked
package dev.atrium.access;

import org.jspecify.annotations.NullMarked;
