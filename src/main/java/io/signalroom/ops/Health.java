package io.signalroom.ops;

import io.signalroom.ledger.EventLog;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;

/**
 * Tells a balancer how this node is. Live: its event loop answers; a database that is away does not make a restart
 * useful. Ready: the database answers too, with our schema, and the node is not about to stop.
 */
public final class Health {
    private static final int PATIENCE_SECONDS = 1;
    private final Pool pool;
    private final Readiness readiness;
    private final EventLog events = new EventLog();

    public Health(Pool pool, Readiness readiness) {
        this.pool = pool;
        this.readiness = readiness;
    }

    /** Adds {@code /health/live} and {@code /health/ready}: 200, or a problem with 503. */
    public void mount(Router router) {
        route(router, "/health/live", rc -> up(rc, "live"));
        route(router, "/health/ready", this::ready);
    }

    private static void route(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private void ready(RoutingContext rc) {
        if (readiness.state() != Readiness.State.SERVING) {
            rc.fail(new DomainException(Failure.UNAVAILABLE, "This server is starting or stopping."));
            return;
        }
        events.head(pool)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(x -> up(rc, "ready"))
                .onFailure(x -> rc.fail(new DomainException(Failure.UNAVAILABLE, "The database does not answer.")));
    }

    private static void up(RoutingContext rc, String status) {
        rc.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject().put("status", status).toBuffer());
    }
}
