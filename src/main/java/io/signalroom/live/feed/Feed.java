package io.signalroom.live.feed;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.Position;
import io.signalroom.live.feed.FeedReader.Recovery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The feed of one HTTP server: takes each envelope of the live line once and hands it to every subscription that it passes.
 * Whoever names a position first gets what happened since, read from the log in pages, and changes over to the live line
 * between two events, so that none is missed and none comes twice. Belongs to one event loop.
 */
public final class Feed {
    /** Events that a reader may have missed; who missed more reads the list. */
    public static final int HISTORY = 5_000;

    /** Fits what may wait for one reader several times. */
    private static final int PAGE = 50;

    private static final int CATCH_UP_AT_ONCE = 8;
    private static final long PATIENCE_SECONDS = 15;

    private final Pool pool;
    private final Bus bus;
    private final Clock clock;
    private final EventLog log = new EventLog();
    private final Set<Subscription> all = new LinkedHashSet<>();
    private final List<Consumer<FeedEvent>> listeners = new ArrayList<>();
    private final Queue<Turn> waiting = new ArrayDeque<>();
    /** Of {@link #all}, so that it may change while an event is handed round; null after it has changed. */
    private Subscription[] round;

    private int catchingUp;
    private Position position;

    /** A feed that is still to be started. */
    public Feed(Pool pool, Bus bus, Clock clock) {
        this.pool = pool;
        this.bus = bus;
        this.clock = clock;
    }

    /** Begins to listen. */
    public Future<Void> start() {
        return bus.listenLocal(Addresses.LIVE_SIGNALS, this::take);
    }

    /** Hands each envelope of the live line to one that wants all of them, as they are. */
    public void hear(Consumer<FeedEvent> listener) {
        listeners.add(listener);
    }

    /** Where the live line is; empty before anybody asked. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /**
     * Begins to hand events to a subscription; its reader may be called before this returns.
     *
     * @param since the last event the reader has, empty to begin here
     */
    public void open(Subscription subscription, Optional<Position> since) {
        here(since)
                .onSuccess(head -> begin(subscription, since, later(head)))
                .onFailure(why -> broken(subscription, why));
    }

    /** Hands nothing more to it. */
    public void cancel(Subscription subscription) {
        subscription.cancel();
        if (all.remove(subscription)) {
            round = null;
        } else {
            waiting.removeIf(turn -> turn.subscription == subscription);
        }
    }

    /** The newest position that is needed: the live line may not have come to what the reader saw elsewhere. */
    private Future<Position> here(Optional<Position> since) {
        boolean known = position != null
                && since.map(s -> s.epoch().equals(position.epoch()) && s.seq() <= position.seq())
                        .orElse(true);
        return known
                ? Future.succeededFuture(position)
                : log.head(pool).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).map(head -> {
                    if (position == null) {
                        position = head;
                    }
                    return head;
                });
    }

    /** The live line may have gone on while the head was read. */
    private Position later(Position head) {
        boolean behind = head.epoch().equals(position.epoch()) && head.seq() < position.seq();
        return behind ? position : head;
    }

    private void begin(Subscription subscription, Optional<Position> since, Position head) {
        if (subscription.cancelled()) {
            return;
        }
        if (since.isEmpty()) {
            live(subscription, position, Recovery.NOT_ASKED);
            return;
        }
        Position from = since.get();
        if (!from.epoch().equals(head.epoch()) || head.seq() - from.seq() > HISTORY) {
            live(subscription, position, Recovery.LOST);
        } else if (from.seq() > head.seq()) {
            subscription.reader().notThereYet(head);
        } else if (from.seq() == head.seq()) {
            live(subscription, from, Recovery.WHOLE);
        } else {
            inLine(subscription, () -> page(from).compose(events -> firstPage(subscription, from, events)));
        }
    }

    private void live(Subscription subscription, Position at, Recovery recovery) {
        subscription.begin(at, recovery);
        goLive(subscription);
    }

    private void goLive(Subscription subscription) {
        if (!subscription.cancelled()) {
            subscription.goLive();
            all.add(subscription);
            round = null;
        }
    }

    /** One page is read for a place in the line: who takes it slowly holds up no other. */
    private record Turn(Subscription subscription, Supplier<Future<Void>> page) {}

    private void inLine(Subscription subscription, Supplier<Future<Void>> page) {
        waiting.add(new Turn(subscription, page));
        nextInLine();
    }

    private void nextInLine() {
        while (catchingUp < CATCH_UP_AT_ONCE && !waiting.isEmpty()) {
            Turn turn = waiting.remove();
            catchingUp++;
            Future.succeededFuture()
                    .compose(x -> turn.page.get())
                    .onFailure(why -> broken(turn.subscription, why))
                    .onComplete(x -> {
                        catchingUp--;
                        nextInLine();
                    });
        }
    }

    private static void broken(Subscription subscription, Throwable why) {
        if (!subscription.cancelled()) {
            subscription.reader().broken(why);
        }
    }

    private Future<Void> firstPage(Subscription subscription, Position from, List<FeedEvent> events) {
        if (!subscription.cancelled() && follows(events, from)) {
            subscription.begin(from, Recovery.WHOLE);
            hand(subscription, events);
        } else if (!subscription.cancelled()) {
            live(subscription, position, Recovery.LOST);
        }
        return Future.succeededFuture();
    }

    private Future<List<FeedEvent>> page(Position from) {
        return log.after(pool, from.epoch(), from.seq(), PAGE)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(envelopes -> envelopes.stream().map(FeedEvent::of).toList());
    }

    private static boolean follows(List<FeedEvent> events, Position reached) {
        return !events.isEmpty() && events.get(0).position().seq() == reached.seq() + 1;
    }

    private void hand(Subscription subscription, List<FeedEvent> events) {
        events.forEach(subscription::take);
        subscription.reader().room().onSuccess(x -> goOn(subscription)).onFailure(why -> broken(subscription, why));
    }

    /** All that the live line has told by now is either given already or on the next page. */
    private void goOn(Subscription subscription) {
        Position reached = subscription.position();
        if (subscription.cancelled()) {
            return;
        }
        if (!reached.epoch().equals(position.epoch())) {
            skip(subscription);
        } else if (reached.seq() >= position.seq()) {
            goLive(subscription);
        } else {
            inLine(subscription, () -> nextPage(subscription, reached));
        }
    }

    private Future<Void> nextPage(Subscription subscription, Position reached) {
        return page(reached).map(events -> {
            if (!subscription.cancelled() && follows(events, reached)) {
                hand(subscription, events);
            } else if (!subscription.cancelled()) {
                skip(subscription);
            }
            return null;
        });
    }

    /** The log has gone away under it. */
    private void skip(Subscription subscription) {
        long from = subscription.position().seq() + 1;
        subscription.take(FeedEvent.skipped(from, position, clock.instant()));
        goLive(subscription);
    }

    private void take(JsonObject envelope) {
        FeedEvent event = FeedEvent.of(envelope);
        boolean behind = position != null
                && event.position().epoch().equals(position.epoch())
                && event.position().seq() <= position.seq();
        position = behind ? position : event.position();
        if (round == null) {
            round = all.toArray(Subscription[]::new);
        }
        for (Subscription subscription : round) {
            subscription.take(event);
        }
        listeners.forEach(listener -> listener.accept(event));
    }
}
