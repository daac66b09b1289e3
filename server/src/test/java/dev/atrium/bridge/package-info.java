@NullMarked
package dev.atrium.bridge;

import org.jspecify.annotations.NullMarked;
