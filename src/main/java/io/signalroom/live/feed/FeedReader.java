package io.signalroom.live.feed;

import io.signalroom.ledger.Position;
import io.vertx.core.Future;

/** Who reads the feed through a {@link Subscription}. Called on the event loop that subscribed. */
public interface FeedReader {
    /** How a subscription that named a position goes on from there. */
    enum Recovery {
        /** It named none. */
        NOT_ASKED,
        /** All that it missed comes first. */
        WHOLE,
        /** What it missed cannot be given any more, or is too much: the list is to be read. */
        LOST
    }

    /** The first call, unless it is refused: what comes from now on is what happened after this position. */
    void begins(Position at, Recovery recovery);

    /** An event that passes the filter, each once and in order. */
    void take(FeedEvent event);

    /** Ends when there is room for more, so that what was missed comes no faster than it is taken. */
    Future<Void> room();

    /** The only call: it named a position that there has not been yet. */
    void notThereYet(Position head);

    /** It cannot be served now, the reader should come back later. */
    void broken(Throwable why);
}
