/**
 * The resources attached to a space: repositories, files, issues, pull requests, notes, uploads.
 */
@NullMarked
package dev.atrium.resources;

import org.jspecify.annotations.NullMarked;
