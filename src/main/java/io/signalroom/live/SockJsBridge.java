package io.signalroom.live;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.live.feed.Feed;
import io.signalroom.net.NettyChannel;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The event bus for browsers, at {@code /eventbus}: they may listen to the two {@code live.} addresses and send nothing.
 * Speaks the frames of Vert.x' own bridge, which registers each socket at the bus and makes each frame anew for each of
 * them; here a message is heard and made to a frame once, however many listen.
 *
 * <p>Where reading needs a token, the frame that registers carries it: {@code "headers":{"authorization":"Bearer ..."}}; it
 * is looked at again while the socket is open, which outlives neither the token nor its key by more than some seconds. One
 * bridge an HTTP server, made and used on that server's event loop, so nothing here needs a lock.
 */
public final class SockJsBridge {
    private static final String PATH = "/eventbus/*";
    /** Pages for transports of old browsers, which load a script of a foreign host. */
    private static final String FRAMES = "/eventbus/iframe[^/]*";

    private static final long LOOK_MILLIS = 1_000;
    private static final long LEAVE_MILLIS = 50;

    private final Vertx vertx;
    private final Bus bus;
    private final Feed feed;
    private final LiveDoor door;
    private final Pulses pulses;
    private final Rechecks rechecks;
    private final Set<BridgeSocket> clients = new LinkedHashSet<>();
    /** Of {@link #clients}, so that they may change while a frame is handed round; null after they have changed. */
    private BridgeSocket[] round;

    /** A bridge for one HTTP server. */
    public SockJsBridge(Vertx vertx, Bus bus, Feed feed, LiveDoor door) {
        this(vertx, bus, feed, door, new Pulses());
    }

    SockJsBridge(Vertx vertx, Bus bus, Feed feed, LiveDoor door, Pulses pulses) {
        this.vertx = vertx;
        this.bus = bus;
        this.feed = feed;
        this.door = door;
        this.pulses = pulses;
        this.rechecks = new Rechecks(vertx, door.gatekeeper(), () -> clients);
    }

    /** Begins to hear what its clients listen to; the feed is started by whoever made it. */
    public Future<Void> start() {
        vertx.setPeriodic(LOOK_MILLIS, x -> new ArrayList<>(clients).forEach(BridgeSocket::look));
        feed.hear(event -> tell(Addresses.LIVE_SIGNALS, event::text));
        return bus.listenLocal(Addresses.LIVE_STATUS, status -> tell(Addresses.LIVE_STATUS, status::encode));
    }

    /** Adds the bridge's routes: WebSockets, plain and with SockJS' own frames round ours. */
    public void mount(Router router) {
        SockJSHandlerOptions options = new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .addDisabledTransport("EVENT_SOURCE")
                .addDisabledTransport("HTML_FILE")
                .addDisabledTransport("JSON_P")
                .addDisabledTransport("XHR");
        router.route(PATH).handler(this::checkOrigin);
        router.routeWithRegex(FRAMES).handler(SockJsBridge::noFrame);
        router.route(PATH).subRouter(SockJSHandler.create(vertx, options).socketHandler(this::opened));
    }

    private static void noFrame(RoutingContext rc) {
        rc.fail(new DomainException(Failure.NOT_FOUND, "There is a WebSocket here, and no page."));
    }

    private void tell(String address, Supplier<String> body) {
        if (round == null) {
            round = clients.toArray(BridgeSocket[]::new);
        }
        Buffer frame = null;
        for (BridgeSocket client : round) {
            if (client.hears(address)) {
                frame = frame == null ? BridgeFrame.received(address, body.get()) : frame;
                client.write(frame);
            }
        }
    }

    private void checkOrigin(RoutingContext rc) {
        if (door.takesOrigin(rc.request())) {
            rc.next();
        } else {
            rc.fail(new DomainException(Failure.FORBIDDEN, "Pages of this origin may not connect; see CORS_ORIGINS."));
        }
    }

    private void opened(SockJSSocket socket) {
        String address = door.address(socket.routingContext().request());
        if (!door.enter(address)) {
            socket.close(door.closed() ? 1001 : 4429, door.closed() ? "server stops" : "too many sockets");
            return;
        }
        NettyChannel channel = NettyChannel.of(socket.routingContext().request().connection());
        BridgeSocket client = new BridgeSocket(vertx, socket, channel, door, rechecks);
        clients.add(client);
        round = null;
        channel.whenClosed(() -> closed(client, address));
        pulses.watch(channel);
        client.open();
    }

    /** Told by the connection itself: SockJS does not tell of each end of its sockets. */
    private void closed(BridgeSocket client, String address) {
        clients.remove(client);
        round = null;
        client.closed();
        door.leave(address);
    }

    /** Lets nobody in any more and closes every socket with 1001, so that the server's drain does not wait for them; pages reconnect elsewhere. */
    Future<Void> close() {
        door.close();
        rechecks.end();
        new ArrayList<>(clients).forEach(client -> client.close(1001, "server stops"));
        Promise<Void> closed = Promise.promise();
        vertx.setTimer(LEAVE_MILLIS, x -> closed.complete());
        return closed.future();
    }
}
