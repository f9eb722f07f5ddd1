package io.signalroom.live;

import io.signalroom.bus.Addresses;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The event bus for browsers, at {@code /eventbus}: they may listen to the two {@code live.} addresses and send nothing.
 * Where reading needs a token, the frame that registers carries it: {@code "headers":{"authorization":"Bearer ..."}}.
 * One bridge an HTTP server; its sockets live on that server's event loop, so nothing here needs a lock.
 */
public final class SockJsBridge {
    private static final String PATH = "/eventbus/*";
    private static final String SCHEME = "Bearer ";
    private static final int MAX_SOCKETS = 20_000;
    private static final int MAX_HANDLERS = 16;
    private static final int FRAMES_IN = 50;
    private static final long FRAMES_IN_MILLIS = 10_000;
    private static final long PING_TIMEOUT_MILLIS = 90_000;

    private final Vertx vertx;
    private final Set<String> origins;
    private final Gatekeeper gatekeeper;
    private final BridgeMeters meters;
    private final Map<SockJSSocket, Client> clients = new HashMap<>();

    /**
     * A bridge for one HTTP server.
     *
     * @param origins foreign origins that may connect; a page of this server always may
     * @param gatekeeper asked whenever a page registers for an address
     */
    public SockJsBridge(Vertx vertx, List<String> origins, Gatekeeper gatekeeper, BridgeMeters meters) {
        this.vertx = vertx;
        this.origins = Set.copyOf(origins);
        this.gatekeeper = gatekeeper;
        this.meters = meters;
    }

    /** Adds the bridge's routes. */
    public void mount(Router router) {
        SockJSHandlerOptions options = new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .addDisabledTransport("EVENT_SOURCE")
                .addDisabledTransport("HTML_FILE")
                .addDisabledTransport("JSON_P")
                .addDisabledTransport("XHR");
        SockJSBridgeOptions bridge = new SockJSBridgeOptions()
                .setPingTimeout(PING_TIMEOUT_MILLIS)
                .setMaxHandlersPerSocket(MAX_HANDLERS)
                .setMaxAddressLength(64)
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.LIVE_SIGNALS))
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.LIVE_STATUS));
        router.route(PATH).handler(this::checkOrigin);
        router.route(PATH).subRouter(SockJSHandler.create(vertx, options).bridge(bridge, this::on));
    }

    /** Closes every socket with 1001, so that the server's drain does not wait for them; pages reconnect elsewhere. */
    public Future<Void> close() {
        new ArrayList<>(clients.keySet()).forEach(socket -> socket.close(1001, "server stops"));
        Promise<Void> closed = Promise.promise();
        vertx.setTimer(50, x -> closed.complete());
        return closed.future();
    }

    private void checkOrigin(RoutingContext rc) {
        String origin = rc.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origins.contains(origin) || sameHost(origin, rc)) {
            rc.next();
        } else {
            rc.fail(new DomainException(Failure.FORBIDDEN, "Pages of this origin may not connect; see CORS_ORIGINS."));
        }
    }

    private static boolean sameHost(String origin, RoutingContext rc) {
        try {
            return rc.request().authority() != null
                    && rc.request()
                            .authority()
                            .toString()
                            .equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void on(BridgeEvent event) {
        switch (event.type()) {
            case SOCKET_CREATED -> event.complete(opened(event.socket()));
            case SOCKET_CLOSED, SOCKET_ERROR -> {
                closed(event.socket());
                event.complete(true);
            }
            case RECEIVE -> receive(event);
            case REGISTER -> register(event);
            case SOCKET_IDLE, REGISTERED, UNREGISTER -> event.complete(true);
            default -> event.complete(allowed(event.socket()));
        }
    }

    private boolean opened(SockJSSocket socket) {
        if (meters.sockets() >= MAX_SOCKETS) {
            meters.refused();
            return false;
        }
        meters.opened();
        clients.put(socket, new Client(new BridgeGate(vertx, socket, meters)));
        return true;
    }

    private void closed(SockJSSocket socket) {
        Client client = clients.remove(socket);
        if (client != null) {
            client.gate.closed();
            meters.closed();
        }
    }

    private void receive(BridgeEvent event) {
        Client client = clients.get(event.socket());
        event.complete(false);
        if (client != null) {
            client.gate.write(event.getRawMessage().toBuffer());
        }
    }

    private void register(BridgeEvent event) {
        if (!allowed(event.socket())) {
            event.complete(false);
            return;
        }
        gatekeeper
                .mayRead(bearer(event.getRawMessage()))
                .onComplete(may -> event.complete(may.succeeded() && may.result()));
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

    /** A page registers twice and pings every 30 s; one that floods is closed. */
    private boolean allowed(SockJSSocket socket) {
        Client client = clients.get(socket);
        if (client == null) {
            return false;
        }
        long now = System.currentTimeMillis();
        if (now - client.windowStart > FRAMES_IN_MILLIS) {
            client.windowStart = now;
            client.frames = 0;
        }
        if (++client.frames <= FRAMES_IN) {
            return true;
        }
        meters.refused();
        socket.close(4429, "too many frames");
        return false;
    }

    private static final class Client {
        private final BridgeGate gate;
        private long windowStart;
        private int frames;

        Client(BridgeGate gate) {
            this.gate = gate;
        }
    }
}
