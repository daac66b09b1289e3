/** Connections, transactions, migrations, and the few differences between SQLite and PostgreSQL. */
@NullMarked
package dev.atrium.db;

import org.jspecify.annotations.NullMarked;
