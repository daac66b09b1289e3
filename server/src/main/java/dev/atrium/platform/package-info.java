/**
 * The frame of every feature: {@link dev.atrium.platform.Platform} is what a feature is made from,
 * {@link dev.atrium.platform.Wing} is what it provides, and the route lists turn one line for each
 * operation into routes.
 */
@NullMarked
package dev.atrium.platform;

import org.jspecify.annotations.NullMarked;
