/**
 * Repositories: their settings, who has access to them, and their content in GitHub's own shapes.
 */
@NullMarked
package dev.atrium.repositories;

import org.jspecify.annotations.NullMarked;
