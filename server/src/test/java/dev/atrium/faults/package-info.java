/**
 * What must hold when many write at once, when a process is killed, and when a client sends what no
 * client should: bounded counts by default, the full ones with {@code -Datrium.long=true}.
 */
@NullMarked
package dev.atrium.faults;

import org.jspecify.annotations.NullMarked;
