package io.signalroom.boot;

import io.signalroom.db.Db;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a node to PostgreSQL, in pools by what they are for, so that none of these waits for another.
 *
 * @param main posts, signals and requests: short statements
 * @param analytics answers that nobody keeps yet
 * @param counting rollups, scorecards and patterns
 * @param outcomes candles and calls
 * @param webhooks as many as outcomes of deliveries are stored at once; what waits for one is bounded by what is sent
 * @param imports files of the past, and undoing them
 */
record Pools(Pool main, Pool analytics, Pool counting, Pool outcomes, Pool webhooks, Pool imports) {
    /** A pool waits for a connection that is being opened, to a mute server for ever. */
    private static final long CLOSE_SECONDS = 5;

    static Pools open(Vertx vertx, String url) {
        return new Pools(
                Db.pool(vertx, url, "main", limits(12, 2, 5)),
                Db.pool(vertx, url, "analytics", limits(4, 2, 10)),
                Db.pool(vertx, url, "counting", limits(5, 20, 60)),
                Db.pool(vertx, url, "outcomes", limits(6, 5, 60)),
                Db.pool(vertx, url, "webhooks", limits(4, 5, 5)),
                Db.pool(vertx, url, "imports", limits(3, 20, 60)));
    }

    private static Db.Limits limits(int connections, int waitSeconds, int statementSeconds) {
        return new Db.Limits(connections, Duration.ofSeconds(waitSeconds), Duration.ofSeconds(statementSeconds));
    }

    Future<Void> close() {
        return Future.join(List.of(main, analytics, counting, outcomes, webhooks, imports).stream()
                        .map(pool -> pool.close().timeout(CLOSE_SECONDS, TimeUnit.SECONDS))
                        .toList())
                .mapEmpty();
    }
}
