/**
 * Repository content through JGit: bare repositories under one folder. It knows no HTTP and no SQL.
 */
@NullMarked
package dev.atrium.git;

import org.jspecify.annotations.NullMarked;
