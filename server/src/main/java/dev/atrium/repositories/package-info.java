/** Repositories: their settings, who has access to them, and their JSON in GitHub's formats. */
@NullMarked
package dev.atrium.repositories;

import org.jspecify.annotations.NullMarked;
