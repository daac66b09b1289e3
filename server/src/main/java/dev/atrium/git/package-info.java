/**
 * Repository content through JGit: bare repositories in one folder. The package knows neither HTTP
 * nor SQL.
 */
@NullMarked
package dev.atrium.git;

import org.jspecify.annotations.NullMarked;
