/** Connections to PostgreSQL: the pools, the migrations, transactions. */
package io.signalroom.db;
