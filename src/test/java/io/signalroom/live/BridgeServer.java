package io.signalroom.live;

import io.signalroom.bus.Bus;
import io.signalroom.live.feed.Feed;
import io.signalroom.problem.ProblemHandler;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** A server with nothing but the bridge, and no database under its feed. */
public final class BridgeServer extends VerticleBase {
    private final LiveDoor door;
    private final Bus bus;
    private HttpServer http;

    private BridgeServer(LiveDoor door, Bus bus) {
        this.door = door;
        this.bus = bus;
    }

    /** Starts one; gives its port. */
    public static int serve(Vertx vertx, LiveDoor door) {
        BridgeServer server = new BridgeServer(door, Bus.open(vertx));
        Room.await(vertx.deployVerticle(server));
        return server.http.actualPort();
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        ProblemHandler.mount(router);
        Feed feed = new Feed(null, bus, Clock.systemUTC());
        SockJsBridge bridge = new SockJsBridge(vertx, bus, feed, door);
        bridge.mount(router);
        http = vertx.createHttpServer();
        return Future.all(feed.start(), bridge.start())
                .compose(x -> http.requestHandler(router).listen(0, "127.0.0.1"));
    }
}
