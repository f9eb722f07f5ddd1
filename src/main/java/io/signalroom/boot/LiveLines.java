package io.signalroom.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.identity.Callers;
import io.signalroom.live.Gatekeeper;
import io.signalroom.live.LiveChannels;
import io.signalroom.live.LiveDoor;
import io.signalroom.live.LiveMeters;
import io.signalroom.live.SocketQuota;
import io.signalroom.live.feed.Feed;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.security.ClientAddress;
import io.signalroom.security.Scope;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The live channels of a node's HTTP servers: what they share, and how their clients go. */
final class LiveLines {
    private final AppConfig.Http http;
    private final LiveMeters meters;
    private final SocketQuota quota;
    private final List<Open> open = new CopyOnWriteArrayList<>();

    LiveLines(AppConfig config, MeterRegistry meters) {
        this.http = config.http();
        this.quota = new SocketQuota(new ClientAddress(config.limits().trustedProxies()));
        this.meters = new LiveMeters(meters);
    }

    /** Channels of one server, made on its event loop. */
    LiveChannels channels(Vertx server, Bus bus, Feed feed, Callers callers) {
        LiveDoor door = new LiveDoor(http.corsOrigins(), gatekeeper(callers), quota, meters);
        LiveChannels channels = new LiveChannels(server, bus, feed, door);
        open.add(new Open(server.getOrCreateContext(), channels));
        return channels;
    }

    /** Open sockets of this node. */
    int sockets() {
        return meters.sockets();
    }

    /** An open socket would hold up the drain of its server. */
    Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        for (Open one : open) {
            Promise<Void> closed = Promise.promise();
            one.context.runOnContext(x -> one.channels.close().onComplete(closed));
            closing.add(closed.future());
        }
        return Future.join(closing).mapEmpty();
    }

    /** Open to whom the API is: a token that is sent must be good even where none is needed. */
    private Gatekeeper gatekeeper(Callers callers) {
        return bearer -> bearer.isEmpty() && http.readOpen()
                ? Future.succeededFuture("")
                : callers.of(bearer)
                        .compose(caller -> caller.may(Scope.READ)
                                ? Future.succeededFuture(caller.subject())
                                : Future.failedFuture(
                                        new DomainException(Failure.FORBIDDEN, "This token may not read.")));
    }

    private record Open(Context context, LiveChannels channels) {}
}
