/** Copilot Spaces: instructions and sources under an owner, addressed by number. */
@NullMarked
package dev.atrium.spaces;

import org.jspecify.annotations.NullMarked;
