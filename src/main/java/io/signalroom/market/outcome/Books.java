package io.signalroom.market.outcome;

import io.signalroom.market.candle.CandleReader.Stretch;
import io.signalroom.market.candle.Market;
import io.signalroom.market.outcome.OutcomeWriter.Batch;
import io.signalroom.market.outcome.OutcomeWriter.Tell;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is followed, one {@link Book} a feed, and its way along the candles. On one context. */
final class Books {
    private static final Logger log = LoggerFactory.getLogger(Books.class);
    private static final long MINUTE = 60_000;
    private static final long BEGIN_EVERY = Duration.ofSeconds(2).toNanos();
    private static final int MARKETS_AT_ONCE = 400;

    private final PriceSource.Both sources;
    private final OutcomeWriter writer;
    private final WorkerExecutor worker;
    private final Clock clock;
    private final Map<PriceSource, Book> books = new HashMap<>();
    private long followedUntil;
    private long begun = System.nanoTime() - BEGIN_EVERY;
    private boolean hinted;
    private boolean full;

    Books(PriceSource.Both sources, OutcomeWriter writer, WorkerExecutor worker, Clock clock) {
        this.sources = sources;
        this.writer = writer;
        this.worker = worker;
        this.clock = clock;
    }

    void clear() {
        books.clear();
        followedUntil = 0;
        begun = System.nanoTime() - BEGIN_EVERY;
    }

    /** How many calls are followed. */
    int size() {
        return books.values().stream().mapToInt(Book::size).sum();
    }

    /** Names of the feeds in use. */
    List<String> feeds() {
        return List.of(sources.demo().feed(), sources.others().feed());
    }

    /** New candles are stored. */
    void hint() {
        hinted = true;
    }

    /** Follows a call from now on, unless no candle can change it any more. */
    void add(Tracker tracker) {
        tracker.news();
        Book book = books.computeIfAbsent(sources.of(tracker.call().origin()), s -> new Book());
        if (tracker.followed()) {
            book.remove(tracker.call().id());
        } else if (!book.add(tracker) && !full) {
            full = true;
            log.warn("more than {} calls are open: the rest waits until the server starts again", Book.MOST);
        }
    }

    void remove(SignalId id) {
        books.values().forEach(book -> book.remove(id));
    }

    /** Leads calls along all candles there are. */
    Future<Void> lead(List<Tracker> trackers) {
        Map<PriceSource, List<Tracker>> bySource = new HashMap<>();
        trackers.forEach(
                tracker -> bySource.computeIfAbsent(sources.of(tracker.call().origin()), s -> new ArrayList<>())
                        .add(tracker));
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<PriceSource, List<Tracker>> entry : bySource.entrySet()) {
            Sweep sweep = new Sweep(entry.getKey().candles(), worker, now());
            all = all.compose(x -> sweep.lead(entry.getValue()));
        }
        return all;
    }

    /** Leads everything followed along the candles that came since, and stores what is new; once a minute, or on a hint. */
    Future<Void> follow(Function<Batch, Future<Void>> store) {
        long until = now();
        if (until == followedUntil && !hinted) {
            return Future.succeededFuture();
        }
        hinted = false;
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<PriceSource, Book> entry : books.entrySet()) {
            all = all.compose(x -> goOn(entry.getKey(), entry.getValue().next(until), 0, store));
        }
        return all.compose(x -> begin(store)).onSuccess(x -> followedUntil = until);
    }

    /** Some markets at a time: after a long hole was filled each brings many candles. */
    private Future<Void> goOn(
            PriceSource source, List<Stretch> stretches, int from, Function<Batch, Future<Void>> store) {
        if (from >= stretches.size()) {
            return writer.followedTo(source, books.get(source).fronts());
        }
        List<Stretch> piece = stretches.subList(from, Math.min(stretches.size(), from + MARKETS_AT_ONCE));
        return source.candles()
                .read(piece)
                .compose(candles ->
                        worker.executeBlocking(() -> books.get(source).follow(candles), false))
                .compose(news -> stored(news, store))
                .compose(x -> goOn(source, stretches, from + piece.size(), store));
    }

    /** Calls that wait for candles of the past; while a feed fills it, not with each of its pieces. */
    private Future<Void> begin(Function<Batch, Future<Void>> store) {
        if (System.nanoTime() - begun < BEGIN_EVERY) {
            hinted = true; // their turn comes with the next
            return Future.succeededFuture();
        }
        begun = System.nanoTime();
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<PriceSource, Book> entry : books.entrySet()) {
            all = all.compose(x -> dropLacking(entry.getKey(), entry.getValue()))
                    .compose(x -> begin(entry.getValue().behind(), store));
        }
        return all;
    }

    private Future<Void> begin(List<Tracker> behind, Function<Batch, Future<Void>> store) {
        return behind.isEmpty()
                ? Future.succeededFuture()
                : lead(behind)
                        .compose(x -> stored(
                                behind.stream()
                                        .filter(Tracker::begun)
                                        .filter(Tracker::news)
                                        .toList(),
                                store));
    }

    /** What the feed says it lacks has no prices to wait for. */
    private Future<Void> dropLacking(PriceSource source, Book book) {
        Set<Market> asked = book.behind().stream()
                .filter(tracker -> !tracker.begun())
                .map(tracker -> tracker.call().market())
                .collect(Collectors.toSet());
        return asked.isEmpty()
                ? Future.succeededFuture()
                : writer.lacking(source, asked).onSuccess(book::removeAll).mapEmpty();
    }

    private Future<Void> stored(List<Tracker> news, Function<Batch, Future<Void>> store) {
        return news.isEmpty()
                ? Future.succeededFuture()
                : store.apply(Batch.of(news, Tell.EVERY))
                        .onSuccess(x -> news.stream()
                                .filter(Tracker::followed)
                                .forEach(tracker -> remove(tracker.call().id())));
    }

    private long now() {
        return Math.floorDiv(clock.millis(), MINUTE) * MINUTE;
    }
}
