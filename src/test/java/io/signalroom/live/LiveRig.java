package io.signalroom.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.Position;
import io.signalroom.live.feed.Feed;
import io.signalroom.live.feed.FeedFilter;
import io.signalroom.security.ClientAddress;
import io.signalroom.testing.Calls;
import io.signalroom.testing.Room;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A server whose live channels follow a real log: the WebSocket at {@code /ws}, the events at {@code /sse}. */
final class LiveRig implements AutoCloseable {
    static final long BEAT_MILLIS = 200;

    final Room room = new Room();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final LiveMeters meters = new LiveMeters(registry);
    private final Server server = new Server();

    LiveRig() {
        Room.await(room.vertx.deployVerticle(new LiveVerticle(room.pool, room.bus)));
        Room.await(room.vertx.deployVerticle(Calls.parser(room)));
        Room.await(room.vertx.deployVerticle(server));
    }

    int port() {
        return server.http.actualPort();
    }

    private final class Server extends VerticleBase {
        private HttpServer http;

        @Override
        public Future<?> start() {
            SocketQuota quota = new SocketQuota(new ClientAddress(List.of()));
            LiveDoor door = new LiveDoor(List.of(), Gatekeeper.OPEN, quota, meters);
            Feed feed = new Feed(room.pool, room.bus, Clock.systemUTC());
            LiveChannels channels = new LiveChannels(vertx, room.bus, feed, door, BEAT_MILLIS);
            Router router = Router.router(vertx);
            router.get("/ws").handler(rc -> {
                door.enter(door.address(rc.request()));
                channels.openSocket(rc.request(), "");
            });
            router.get("/sse").handler(rc -> {
                door.enter(door.address(rc.request()));
                channels.openStream(
                        rc,
                        "",
                        FeedFilter.ALL,
                        Optional.ofNullable(rc.request().getHeader("Last-Event-ID"))
                                .map(LiveRig::position));
            });
            channels.mount(router);
            http = vertx.createHttpServer();
            return channels.start().compose(x -> http.requestHandler(router).listen(0, "127.0.0.1"));
        }
    }

    static Position position(String id) {
        int colon = id.indexOf(':');
        return new Position(id.substring(0, colon), Long.parseLong(id.substring(colon + 1)));
    }

    /** As it stands in the database. */
    Position head() {
        return Room.await(new EventLog().head(room.pool));
    }

    @Override
    public void close() {
        room.close();
    }
}
