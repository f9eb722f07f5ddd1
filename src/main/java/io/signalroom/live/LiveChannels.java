package io.signalroom.live;

import io.signalroom.bus.Bus;
import io.signalroom.ledger.Position;
import io.signalroom.live.feed.Feed;
import io.signalroom.live.feed.FeedEvent;
import io.signalroom.live.feed.FeedFilter;
import io.signalroom.net.NettyChannel;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The live channels of one HTTP server: the event bus bridge, the WebSocket and the server-sent events. Made and used on that
 * server's event loop, so nothing here needs a lock.
 */
public final class LiveChannels {
    private static final long BEAT_MILLIS = 15_000;
    /** Three pings for two beats: who vanishes is found within 30 s. */
    private static final double PINGS_A_BEAT = 1.5;

    private final Vertx vertx;
    private final Feed feed;
    private final LiveDoor door;
    private final SockJsBridge bridge;
    private final Pulses pulses = new Pulses();
    private final Set<FeedSocket> sockets = new LinkedHashSet<>();
    private final Set<FeedStream> streams = new LinkedHashSet<>();
    private final Rechecks rechecks;
    private final long beatMillis;

    /** Channels that are still to be started. */
    public LiveChannels(Vertx vertx, Bus bus, Feed feed, LiveDoor door) {
        this(vertx, bus, feed, door, BEAT_MILLIS);
    }

    LiveChannels(Vertx vertx, Bus bus, Feed feed, LiveDoor door, long beatMillis) {
        this.beatMillis = beatMillis;
        this.vertx = vertx;
        this.feed = feed;
        this.door = door;
        this.bridge = new SockJsBridge(vertx, bus, feed, door, pulses);
        this.rechecks = new Rechecks(
                vertx,
                door.gatekeeper(),
                () -> Stream.<Listener>concat(sockets.stream(), streams.stream())
                        .toList());
    }

    /** Begins to follow the live line. */
    public Future<Void> start() {
        vertx.setPeriodic(beatMillis, x -> feed.position().ifPresent(this::beat));
        vertx.setPeriodic((long) (beatMillis / PINGS_A_BEAT), x -> pulses.beat());
        return Future.join(feed.start(), bridge.start()).mapEmpty();
    }

    /** Adds the routes of the bridge. */
    public void mount(Router router) {
        bridge.mount(router);
    }

    /** Asked before a place is taken. */
    public LiveDoor door() {
        return door;
    }

    /**
     * Turns a request into a WebSocket; its client has taken a place at the door.
     *
     * @param bearer the token that it came with, empty if it came with none
     */
    public Future<Void> openSocket(HttpServerRequest request, String bearer) {
        String address = door.address(request);
        NettyChannel channel = NettyChannel.of(request.connection());
        return request.toWebSocket().onFailure(x -> door.leave(address)).map(accepted -> {
            FeedSocket socket = new FeedSocket(vertx, accepted, channel::cutOff, feed, door, rechecks);
            sockets.add(socket);
            pulses.watch(channel);
            accepted.closeHandler(x -> {
                sockets.remove(socket);
                socket.closed();
                door.leave(address);
            });
            socket.open(bearer);
            return null;
        });
    }

    /**
     * Answers a request with events; its client has taken a place at the door.
     *
     * @param bearer the token that it came with, empty if it came with none
     * @param since the last event that it has
     */
    public void openStream(RoutingContext rc, String bearer, FeedFilter filter, Optional<Position> since) {
        String address = door.address(rc.request());
        NettyChannel channel = NettyChannel.of(rc.request().connection());
        FeedStream stream = new FeedStream(rc, channel::cutOff, filter, feed, door);
        streams.add(stream);
        rc.addEndHandler(x -> gone(stream, address));
        door.gatekeeper().reader(bearer).onComplete(reader -> {
            if (!streams.contains(stream)) {
                return;
            }
            if (reader.failed()) {
                stream.refuse(reader.cause());
            } else if (!stream.seat().take(bearer, reader.result())) {
                stream.refuse(
                        new DomainException(Failure.TOO_MANY_REQUESTS, "You have too many live connections open."));
            } else {
                rechecks.begin();
                stream.open(since);
            }
        });
    }

    /** Sends the head of such an answer and no more. */
    public static void streamHead(HttpServerResponse response) {
        FeedStream.head(response);
        response.end();
    }

    private void gone(FeedStream stream, String address) {
        if (streams.remove(stream)) {
            stream.closed();
            door.leave(address);
        }
    }

    /** Who hears nothing for long cannot know whether there is nothing, nor from where to go on. */
    private void beat(Position position) {
        String text = position.toJson().put("type", "position").encode();
        new ArrayList<>(sockets).forEach(socket -> socket.beat(position, text));
        Buffer lines = Buffer.buffer("id: " + FeedEvent.id(position) + "\n\n");
        new ArrayList<>(streams).forEach(stream -> stream.beat(position, lines));
    }

    /** Ends all, so that the server's drain does not wait for them; clients come back elsewhere. */
    public Future<Void> close() {
        door.close();
        rechecks.end();
        new ArrayList<>(sockets).forEach(socket -> socket.close(1001, "server stops"));
        new ArrayList<>(streams).forEach(FeedStream::end);
        return bridge.close();
    }
}
