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
 * Builds the pools; nobody else does. Every wait on the database ends: for a connection and for a statement
 * after the pool's own limits, in the queue by its bound.
 */
public final class Db {
    private static final int CONNECT_MILLIS = 5_000;
    private static final long RECONNECT_MILLIS = 100;
    private static final int QUEUE_PER_CONNECTION = 32;
    private static final int CACHED_STATEMENTS = 256;

    private Db() {}

    /**
     * How much a pool takes and how long it waits.
     *
     * @param connections most connections it opens
     * @param patience longest time to wait for a connection
     * @param statement longest time a statement may run
     */
    public record Limits(int connections, Duration patience, Duration statement) {}

    /**
     * A pool.
     *
     * @param url {@code postgresql://user:password@host:port/database}
     * @param name shown in pg_stat_activity
     */
    public static Pool pool(Vertx vertx, String url, String name, Limits limits) {
        PgConnectOptions connect = PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlFilter(sql -> true) // by default none longer than 2,048 characters
                .setReconnectAttempts(1)
                .setReconnectInterval(RECONNECT_MILLIS)
                .addProperty("application_name", "signalroom-" + name)
                .addProperty(
                        "statement_timeout", String.valueOf(limits.statement().toMillis()))
                .addProperty("idle_in_transaction_session_timeout", "30000")
                .addProperty("lock_timeout", String.valueOf(limits.statement().toMillis()))
                .addProperty("client_min_messages", "warning")
                .addProperty("timezone", "UTC");
        PoolOptions options = new PoolOptions()
                .setName(name)
                .setShared(true)
                .setMaxSize(limits.connections())
                .setMaxWaitQueueSize(limits.connections() * QUEUE_PER_CONNECTION)
                .setConnectionTimeout((int) limits.patience().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(10)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        return PgBuilder.pool()
                .connectingTo(connect)
                .with(options)
                .with(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true))
                .using(vertx)
                .build();
    }
}
