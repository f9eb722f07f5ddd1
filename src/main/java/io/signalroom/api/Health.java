package io.signalroom.api;

import io.signalroom.ledger.EventLog;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;

/**
 * Tells a balancer how this server is. Live: its event loop answers. Ready: the database answers too, with our schema,
 * and the server is not about to stop.
 */
final class Health {
    private static final int PATIENCE_SECONDS = 1;
    private final Pool pool;
    private final EventLog events = new EventLog();
    private boolean stopping;

    Health(Pool pool) {
        this.pool = pool;
    }

    /** From now on not ready. */
    void stop() {
        stopping = true;
    }

    void mount(Router root) {
        root.route("/health/*").handler(ApiRouter::headAsGet);
        root.get("/health/live").handler(rc -> up(rc, "live"));
        root.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext rc) {
        if (stopping) {
            rc.fail(new DomainException(Failure.UNAVAILABLE, "This server is stopping."));
            return;
        }
        events.head(pool)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(x -> up(rc, "ready"))
                .onFailure(x -> rc.fail(new DomainException(Failure.UNAVAILABLE, "The database does not answer.")));
    }

    private static void up(RoutingContext rc, String status) {
        rc.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, ContractGate.JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject().put("status", status).toBuffer());
    }
}
