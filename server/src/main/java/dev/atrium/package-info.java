/** The program: {@code Main} runs a command of {@code cli}. */
@NullMarked
package dev.atrium;

import org.jspecify.annotations.NullMarked;
