package io.signalroom.ops;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import io.vertx.sqlclient.Pool;

/**
 * The health routes. Live means that the event loop answers; a database that is away does not make a restart useful.
 * Ready means that requests can be served.
 */
public final class Health {
    private static final long PING_MILLIS = 1_500;
    private final Vertx vertx;
    private final Pool pool;
    private final Readiness readiness;

    public Health(Vertx vertx, Pool pool, Readiness readiness) {
        this.vertx = vertx;
        this.pool = pool;
        this.readiness = readiness;
    }

    /** Adds {@code /health/live} and {@code /health/ready}: 200 or 503, with the checks as JSON. */
    public void mount(Router router) {
        HealthChecks live = HealthChecks.create(vertx).register("event-loop", check -> check.complete(Status.OK()));
        HealthChecks ready = HealthChecks.create(vertx)
                .register("serving", this::serving)
                .register("database", PING_MILLIS, this::database);
        router.get("/health/live").handler(HealthCheckHandler.createWithHealthChecks(live));
        router.get("/health/ready").handler(HealthCheckHandler.createWithHealthChecks(ready));
    }

    private void serving(Promise<Status> check) {
        check.complete(readiness.state() == Readiness.State.SERVING ? Status.OK() : Status.KO());
    }

    private void database(Promise<Status> check) {
        pool.query("SELECT 1")
                .execute()
                .onComplete(rows -> check.tryComplete(Status.OK()), failure -> check.tryComplete(Status.KO()));
    }
}
