package io.signalroom.live.feed;

import io.signalroom.ledger.Position;

/** One filter of one reader, and how far it has come. Belongs to the event loop of its {@link Feed}. */
public final class Subscription {
    private final FeedFilter filter;
    private final FeedReader reader;
    private Position position;
    private boolean live;
    private boolean cancelled;

    /** One that {@link Feed#open} begins. */
    public Subscription(FeedFilter filter, FeedReader reader) {
        this.filter = filter;
        this.reader = reader;
    }

    /** What passes. */
    public FeedFilter filter() {
        return filter;
    }

    FeedReader reader() {
        return reader;
    }

    Position position() {
        return position;
    }

    /**
     * Whether all up to a position of its feed was given to it, and nothing beyond: one that came with a newer position than
     * the live line has reached is ahead of it for a moment.
     */
    public boolean standsAt(Position feed) {
        return live && feed.equals(position);
    }

    boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    void begin(Position at, FeedReader.Recovery recovery) {
        position = at;
        reader.begins(at, recovery);
    }

    void goLive() {
        live = true;
    }

    /** Hands an event on if it is news here and passes. */
    void take(FeedEvent event) {
        boolean news = !event.position().epoch().equals(position.epoch())
                || event.position().seq() > position.seq();
        if (!cancelled && news) {
            position = event.position();
            if (filter.passes(event)) {
                reader.take(event);
            }
        }
    }
}
