package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.live.BridgeServer;
import io.signalroom.live.Gatekeeper;
import io.signalroom.live.LiveChannels;
import io.signalroom.live.LiveDoor;
import io.signalroom.live.LiveMeters;
import io.signalroom.live.SocketQuota;
import io.signalroom.live.feed.Feed;
import io.signalroom.security.ClientAddress;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A page that listens and never reads, on a server of its own: only there as much can be sent to it as no kernel keeps for it.
 * How its connection ends is in {@link LiveLineTest}.
 */
@ExtendWith(Servers.class)
class SlowReaderTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int MESSAGE = 32_000;
    private static final long MOST_WAITING = 16 << 20;
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LiveMeters meters = new LiveMeters(registry);

    @AfterEach
    void end() {
        Room.await(vertx.close());
    }

    @Test
    void what_waits_for_it_is_bounded_and_it_is_told_to_go() throws IOException {
        Counter closed = registry.counter("signalroom.live.sockets.closed", "reason", "slow");
        JsonObject body = new JsonObject().put("pad", "x".repeat(MESSAGE));
        try (RawWebSocket mute = RawWebSocket.open(serve(), LiveClient.PATH)) {
            mute.send("{\"type\":\"register\",\"address\":\"" + Addresses.LIVE_STATUS + "\"}", 1);
            long flood = vertx.setPeriodic(1, x -> vertx.eventBus().publish(Addresses.LIVE_STATUS, body));
            Room.eventually(vertx, SOON, () -> meters.sockets() == 1);
            Room.eventually(vertx, SOON, () -> closed.count() == 1);
            vertx.cancelTimer(flood);
        }
        assertRefusedNone();
        assertThat(registry.counter("signalroom.live.bytes.sent").count()).isLessThan(MOST_WAITING);
    }

    /** Case W027, and P40: what it must not miss is not dropped either, so it is let go. */
    @Test
    void a_subscriber_that_never_reads_is_let_go_and_may_come_back() throws IOException {
        Counter closed = registry.counter("signalroom.live.sockets.closed", "reason", "slow");
        try (Room room = new Room();
                RawWebSocket mute = RawWebSocket.open(serveFeed(room), "/ws")) {
            mute.send("{\"type\":\"subscribe\"}", 1);
            Room.eventually(vertx, SOON, () -> meters.sockets() == 1);
            long[] seq = {0};
            long flood =
                    room.vertx.setPeriodic(1, x -> room.bus.publishLocal(Addresses.LIVE_SIGNALS, envelope(++seq[0])));
            Room.eventually(vertx, SOON, () -> closed.count() == 1);
            Room.eventually(vertx, SOON, () -> meters.sockets() == 0);
            room.vertx.cancelTimer(flood);
        }
        assertRefusedNone();
        assertThat(registry.counter("signalroom.live.bytes.sent").count()).isLessThan(MOST_WAITING);
    }

    /** Who is let go is counted once. */
    private void assertRefusedNone() {
        assertThat(registry.counter("signalroom.live.sockets.closed", "reason", "refused")
                        .count())
                .isZero();
    }

    private static JsonObject envelope(long seq) {
        return new JsonObject()
                .put("v", 1)
                .put("epoch", "any")
                .put("seq", seq)
                .put("type", "signal.created")
                .put("data", new JsonObject().put("pad", "x".repeat(MESSAGE)));
    }

    private int serveFeed(Room room) {
        LiveDoor door = new LiveDoor(List.of(), Gatekeeper.OPEN, new SocketQuota(new ClientAddress(List.of())), meters);
        HttpServer[] server = new HttpServer[1];
        Room.await(room.vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                LiveChannels channels =
                        new LiveChannels(vertx, room.bus, new Feed(room.pool, room.bus, Clock.systemUTC()), door);
                server[0] = vertx.createHttpServer().requestHandler(request -> {
                    door.enter(door.address(request));
                    channels.openSocket(request, "");
                });
                return channels.start().compose(x -> server[0].listen(0, "127.0.0.1"));
            }
        }));
        return server[0].actualPort();
    }

    private int serve() {
        return BridgeServer.serve(
                vertx, new LiveDoor(List.of(), Gatekeeper.OPEN, new SocketQuota(new ClientAddress(List.of())), meters));
    }
}
