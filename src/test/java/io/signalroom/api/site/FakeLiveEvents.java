package io.signalroom.api.site;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers one request with server-sent events, in the words of the real server. */
final class FakeLiveEvents {
    private final Vertx vertx;
    private final RoutingContext rc;
    private final JsonObject asOf;

    FakeLiveEvents(Vertx vertx, RoutingContext rc, JsonObject asOf) {
        this.vertx = vertx;
        this.rc = rc;
        this.asOf = asOf;
    }

    /** @param bridge is told twice, as of the two addresses that a socket registers for */
    void open(FakeBridge bridge) {
        rc.response().putHeader("Content-Type", "text/event-stream").setChunked(true);
        MessageConsumer<JsonObject> consumer = vertx.eventBus()
                .<JsonObject>localConsumer("live.signals.v1")
                .handler(message -> write(message.body().getString("type"), message.body()));
        rc.response().closeHandler(x -> consumer.unregister());
        write("subscribed", asOf);
        bridge.heard();
        bridge.heard();
    }

    private void write(String event, JsonObject data) {
        rc.response().write("event: " + event + "\ndata: " + data.encode() + "\n\n");
    }
}
