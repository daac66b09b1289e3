/** Tests of the store: its schema, its transactions, its versions. */
@NullMarked
package dev.atrium.db;

import org.jspecify.annotations.NullMarked;
