package io.signalroom.analytics;

import io.vertx.core.Future;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;

/** Counts the statements that one answer asks the database, so that a benchmark says what a cache saves. On one context. */
final class CountedSql implements SqlClient {
    private final SqlClient sql;
    private int statements;

    CountedSql(SqlClient sql) {
        this.sql = sql;
    }

    int statements() {
        return statements;
    }

    @Override
    public Query<RowSet<Row>> query(String text) {
        statements++;
        return sql.query(text);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String text) {
        statements++;
        return sql.preparedQuery(text);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String text, PrepareOptions options) {
        statements++;
        return sql.preparedQuery(text, options);
    }

    /** Whoever made the client closes it. */
    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
