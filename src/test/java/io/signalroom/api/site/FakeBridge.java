package io.signalroom.api.site;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Vert.x' own bridge to the bus, which says when the first page listens; where reading is closed it takes a token. */
final class FakeBridge {
    private static final long PATIENCE_SECONDS = 30;

    private final FakeKeys keys;
    private final CountDownLatch registered = new CountDownLatch(2);

    FakeBridge(FakeKeys keys) {
        this.keys = keys;
    }

    Router router(Vertx vertx) {
        SockJSHandlerOptions options =
                new SockJSHandlerOptions().setRegisterWriteHandler(false).addDisabledTransport("XHR");
        return SockJSHandler.create(vertx, options)
                .bridge(
                        new SockJSBridgeOptions()
                                .setPingTimeout(90_000)
                                .addOutboundPermitted(new PermittedOptions().setAddressRegex("live\\..*")),
                        this::happened);
    }

    /** A page listens to one of two addresses. */
    void heard() {
        registered.countDown();
    }

    /** Waits until a page listens to both. */
    void awaitPage() {
        try {
            if (!registered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the page did not register");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void happened(BridgeEvent event) {
        if (event.type() == BridgeEventType.REGISTERED) {
            heard();
        }
        event.complete(event.type() != BridgeEventType.REGISTER || mayListen(event));
    }

    private boolean mayListen(BridgeEvent event) {
        JsonObject headers = event.getRawMessage().getJsonObject("headers", new JsonObject());
        return !keys.readingIsClosed() || keys.admits(headers.getString("authorization"));
    }
}
