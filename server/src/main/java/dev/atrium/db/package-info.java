/** Connections, transactions, migrations, and the little in which SQLite and PostgreSQL differ. */
@NullMarked
package dev.atrium.db;

import org.jspecify.annotations.NullMarked;
