package io.signalroom.live;

import io.signalroom.bus.Addresses;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * The event bus for browsers, at {@code /eventbus}: they may listen to the two {@code live.} addresses and send nothing.
 * Where reading needs a token, the frame that registers carries it: {@code "headers":{"authorization":"Bearer ..."}}; it is
 * looked at again while the socket is open, which outlives neither the token nor its key by more than some seconds. One bridge
 * an HTTP server; its sockets live on that server's event loop, so nothing here needs a lock.
 */
public final class SockJsBridge {
    private static final String PATH = "/eventbus/*";
    private static final String SCHEME = "Bearer ";
    private static final long REGISTER_WITHIN_MILLIS = 10_000;
    private static final int MAX_HANDLERS = 16;
    private static final long PING_TIMEOUT_MILLIS = 90_000;

    private final Vertx vertx;
    private final LiveDoor door;
    private final Map<SockJSSocket, BridgeSocket> clients = new HashMap<>();
    private final Rechecks rechecks;

    /** A bridge for one HTTP server. */
    public SockJsBridge(Vertx vertx, LiveDoor door) {
        this.vertx = vertx;
        this.door = door;
        this.rechecks = new Rechecks(vertx, door.gatekeeper(), clients::values);
    }

    /** Adds the bridge's routes. */
    public void mount(Router router) {
        SockJSHandlerOptions options = new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .addDisabledTransport("EVENT_SOURCE")
                .addDisabledTransport("HTML_FILE")
                .addDisabledTransport("JSON_P")
                .addDisabledTransport("XHR");
        router.route(PATH).handler(this::checkOrigin);
        router.route(PATH).subRouter(SockJSHandler.create(vertx, options).bridge(permissions(), this::on));
    }

    /** Two addresses to listen to, by their whole names, and none to send to. */
    static SockJSBridgeOptions permissions() {
        return new SockJSBridgeOptions()
                .setPingTimeout(PING_TIMEOUT_MILLIS)
                .setMaxHandlersPerSocket(MAX_HANDLERS)
                .setMaxAddressLength(64)
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.LIVE_SIGNALS))
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.LIVE_STATUS));
    }

    /** Closes every socket with 1001, so that the server's drain does not wait for them; pages reconnect elsewhere. */
    Future<Void> close() {
        rechecks.end();
        new ArrayList<>(clients.keySet()).forEach(socket -> socket.close(1001, "server stops"));
        Promise<Void> closed = Promise.promise();
        vertx.setTimer(50, x -> closed.complete());
        return closed.future();
    }

    private void checkOrigin(RoutingContext rc) {
        if (door.takesOrigin(rc.request())) {
            rc.next();
        } else {
            rc.fail(new DomainException(Failure.FORBIDDEN, "Pages of this origin may not connect; see CORS_ORIGINS."));
        }
    }

    private void on(BridgeEvent event) {
        switch (event.type()) {
            case SOCKET_CREATED -> event.complete(opened(event.socket()));
            case SOCKET_CLOSED -> {
                closed(event.socket());
                event.complete(true);
            }
            case SOCKET_ERROR -> {
                event.complete(true);
                event.socket().close(1009, "no frame that can be read"); // the library would leave it open
            }
            case RECEIVE -> receive(event);
            case REGISTER -> register(event);
            case SOCKET_IDLE, REGISTERED -> event.complete(true);
            default -> event.complete(takesFrame(event.socket()));
        }
    }

    private boolean opened(SockJSSocket socket) {
        if (!door.enter(door.address(socket.routingContext().request()))) {
            return false;
        }
        BridgeSocket client = new BridgeSocket(vertx, socket, door);
        clients.put(socket, client);
        vertx.setTimer(REGISTER_WITHIN_MILLIS, x -> refuseSilent(socket, client));
        return true;
    }

    /** Whoever may not listen needs no place either. */
    private void refuseSilent(SockJSSocket socket, BridgeSocket client) {
        if (clients.get(socket) == client && !client.seat().taken()) {
            client.refuse();
        }
    }

    private void closed(SockJSSocket socket) {
        BridgeSocket client = clients.remove(socket);
        if (client != null) {
            client.closed();
        }
    }

    private void receive(BridgeEvent event) {
        BridgeSocket client = clients.get(event.socket());
        event.complete(false);
        if (client != null) {
            client.gate().write(event.getRawMessage().toBuffer());
        }
    }

    private boolean takesFrame(SockJSSocket socket) {
        BridgeSocket client = clients.get(socket);
        return client != null && client.takesFrame();
    }

    private void register(BridgeEvent event) {
        if (!takesFrame(event.socket())) {
            event.complete(false);
            return;
        }
        String bearer = bearer(event.getRawMessage());
        door.gatekeeper().reader(bearer).onComplete(reader -> {
            BridgeSocket client = clients.get(event.socket()); // null if it was closed meanwhile
            event.complete(client != null && reader.succeeded() && client.listen(bearer, reader.result()));
            rechecks.begin();
        });
    }

    /** The token in the headers of a frame, or an empty text. */
    private static String bearer(JsonObject frame) {
        if (frame.getValue("headers") instanceof JsonObject headers) {
            for (String name : headers.fieldNames()) {
                if (name.equalsIgnoreCase("authorization")
                        && headers.getValue(name) instanceof String value
                        && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                    return value.substring(SCHEME.length()).strip();
                }
            }
        }
        return "";
    }
}
