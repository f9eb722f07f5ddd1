package io.signalroom.live;

import io.signalroom.ledger.Position;
import io.signalroom.live.feed.Feed;
import io.signalroom.live.feed.FeedEvent;
import io.signalroom.live.feed.FeedFilter;
import io.signalroom.live.feed.FeedReader;
import io.signalroom.live.feed.Subscription;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** One client of {@code /live/sse}: server-sent events, as browsers read them by themselves. */
final class FeedStream implements FeedReader, Listener {
    /** A browser that was cut off comes back after so many milliseconds. */
    private static final String RETRY = "retry: 3000\n";

    private final RoutingContext rc;
    private final Runnable cutOff;
    private final HttpServerResponse response;
    private final Feed feed;
    private final LiveDoor door;
    private final Seat seat;
    private final Outbox outbox;
    private final Subscription subscription;
    private boolean lost;

    /** @param cutOff closes the connection at once, whatever waits to be written to it */
    FeedStream(RoutingContext rc, Runnable cutOff, FeedFilter filter, Feed feed, LiveDoor door) {
        this.rc = rc;
        this.cutOff = cutOff;
        this.response = rc.response();
        this.subscription = new Subscription(filter, this);
        this.feed = feed;
        this.door = door;
        this.seat = door.seat();
        this.outbox = new Outbox(door.meters(), this::cutOff);
    }

    /** The head of such an answer. */
    static void head(HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY) // what is compressed waits to be more
                .putHeader("X-Accel-Buffering", "no");
    }

    void open(Optional<Position> since) {
        feed.open(subscription, since);
    }

    @Override
    public void begins(Position at, Recovery recovery) {
        head(response);
        response.setChunked(true);
        JsonObject data = at.toJson();
        if (lost || recovery != Recovery.NOT_ASKED) {
            data.put("recovered", recovery == Recovery.WHOLE);
        }
        write(Buffer.buffer(
                RETRY + "id: " + FeedEvent.id(at) + "\nevent: subscribed\ndata: " + data.encode() + "\n\n"));
    }

    @Override
    public void take(FeedEvent event) {
        write(event.lines());
    }

    @Override
    public Future<Void> room() {
        return outbox.room();
    }

    /** The list is to be read, as after any gap: a browser that is refused would not come back. */
    @Override
    public void notThereYet(Position head) {
        lost = true;
        feed.open(subscription, Optional.empty());
    }

    /** A client that has begun to read comes back with the last position that it has. */
    @Override
    public void broken(Throwable why) {
        if (response.headWritten()) {
            cutOff();
        } else {
            rc.fail(why);
        }
    }

    /** An id alone moves the client's position and is no event. */
    void beat(Position at, Buffer lines) {
        if (subscription.standsAt(at)) {
            write(lines);
        }
    }

    private void write(Buffer lines) {
        if (!response.ended() && !response.closed()) {
            outbox.write(lines.length(), () -> response.write(lines));
        }
    }

    private void cutOff() {
        closed();
        cutOff.run();
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public void refuse() {
        refuse(new DomainException(Failure.UNAUTHORIZED, "Your token has ended."));
    }

    /** Says instead of events why there are none. */
    void refuse(Throwable why) {
        door.meters().refused();
        end(why);
    }

    /** Ends it; a browser comes back. */
    void end() {
        end(new DomainException(Failure.UNAVAILABLE, "The server stops."));
    }

    /** @param why is told if nothing has been sent yet */
    private void end(Throwable why) {
        closed();
        if (!response.headWritten()) {
            rc.fail(why);
        } else if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    /** Lets go of what it holds. */
    void closed() {
        outbox.close();
        feed.cancel(subscription);
        seat.give();
    }
}
