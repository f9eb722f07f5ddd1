package io.signalroom.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ends connections whose first request does not come: nothing at all, or its head in drops. A connection that has asked once
 * may rest longer; the server's own idle time ends it then, which counts whole messages and not bytes. Belongs to one event
 * loop.
 */
final class SilentConnections {
    private static final long LOOK_MILLIS = 500;

    private final long patienceMillis;
    private final LongSupplier millis;
    /** Since when each is silent, the longest silent first. */
    private final Map<HttpConnection, Long> silent = new LinkedHashMap<>();

    /**
     * A watch that is still to be started.
     *
     * @param millis the time, never going back
     */
    SilentConnections(Duration patience, LongSupplier millis) {
        this.patienceMillis = patience.toMillis();
        this.millis = millis;
    }

    /** Looks twice a second, for as long as the verticle lives that calls this. */
    void watch(Vertx vertx) {
        vertx.setPeriodic(LOOK_MILLIS, x -> look());
    }

    void opened(HttpConnection connection) {
        silent.put(connection, millis.getAsLong());
        connection.closeHandler(x -> silent.remove(connection));
    }

    /** Hands a request on; its connection is silent no longer. */
    Handler<HttpServerRequest> before(Handler<HttpServerRequest> next) {
        return request -> {
            if (!silent.isEmpty()) {
                silent.remove(request.connection());
            }
            next.handle(request);
        };
    }

    private void look() {
        long before = millis.getAsLong() - patienceMillis;
        Iterator<Map.Entry<HttpConnection, Long>> all = silent.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<HttpConnection, Long> longest = all.next();
            if (longest.getValue() > before) {
                return;
            }
            all.remove();
            longest.getKey().close();
        }
    }
}
