package io.signalroom.telegram.preview;

import io.signalroom.telegram.Ingest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * The database, for one holding of the lease: once the lease is another's, nothing is written any more.
 *
 * @param pool for what is only read
 * @param guard first statement of every transaction
 */
record Fenced(Pool pool, Ingest.Step guard) {
    /** Writes by one statement; fails if the lease is lost. */
    Future<RowSet<Row>> write(String sql, Tuple values) {
        return write(tx -> tx.preparedQuery(sql).execute(values));
    }

    /** Writes in one transaction; fails if the lease is lost. */
    <T> Future<T> write(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(tx -> guard.apply(tx).compose(x -> work.apply(tx)));
    }
}
