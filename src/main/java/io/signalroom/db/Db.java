package io.signalroom.db;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Builds the pools; nobody else does. Every wait on the database ends: for a connection after two seconds, for a
 * statement after the pool's own limit, in the queue by its bound.
 */
public final class Db {
    private static final int WAIT_SECONDS = 2;
    private static final int QUEUE_PER_CONNECTION = 32;

    private Db() {}

    /**
     * A pool.
     *
     * @param url {@code postgresql://user:password@host:port/database}
     * @param name shown in pg_stat_activity
     * @param connections most connections it opens
     * @param statementLimit longest time a statement may run
     */
    public static Pool pool(Vertx vertx, String url, String name, int connections, Duration statementLimit) {
        PgConnectOptions connect = PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(128)
                .setReconnectAttempts(1)
                .addProperty("application_name", "signalroom-" + name)
                .addProperty("statement_timeout", String.valueOf(statementLimit.toMillis()))
                .addProperty("idle_in_transaction_session_timeout", "30000")
                .addProperty("lock_timeout", String.valueOf(statementLimit.toMillis()))
                .addProperty("client_min_messages", "warning")
                .addProperty("timezone", "UTC");
        PoolOptions options = new PoolOptions()
                .setName(name)
                .setShared(true)
                .setMaxSize(connections)
                .setMaxWaitQueueSize(connections * QUEUE_PER_CONNECTION)
                .setConnectionTimeout(WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(10)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        return PgBuilder.pool()
                .connectingTo(connect)
                .with(options)
                .with(new NetClientOptions().setConnectTimeout(WAIT_SECONDS * 1000))
                .using(vertx)
                .build();
    }
}
