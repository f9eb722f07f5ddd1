package io.signalroom.market;

import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A feed over lists of candles in memory, which the test may add to, break and make speak. */
final class ListFeed implements PriceFeed {
    /** Shared by the feeds of all nodes: the exchange. */
    static final class Exchange {
        final Map<Market, List<Candle>> markets = new ConcurrentHashMap<>();
        final Queue<Question> questions = new ConcurrentLinkedQueue<>();
        final Queue<ListFeed> feeds = new ConcurrentLinkedQueue<>();
        volatile RuntimeException fault;
        /** Failures of single markets. */
        final Map<Market, RuntimeException> faults = new ConcurrentHashMap<>();
        /** Where what is known of single markets ends. */
        final Map<Market, Instant> known = new ConcurrentHashMap<>();

        volatile int most = 500;

        List<Question> about(Market market) {
            return questions.stream().filter(q -> q.market.equals(market)).toList();
        }

        ListFeed only() {
            List<ListFeed> open = feeds.stream().filter(f -> !f.closed).toList();
            return open.size() == 1 ? open.get(0) : null;
        }
    }

    record Question(Market market, Instant from, Instant to, long nanos) {}

    private final Exchange exchange;
    private final Listener listener;
    private final Context context = Vertx.currentContext();
    volatile Set<Market> followed = Set.of();
    volatile boolean closed;

    ListFeed(Exchange exchange, Listener listener) {
        this.exchange = exchange;
        this.listener = listener;
        exchange.feeds.add(this);
    }

    /** Speaks on the feed's own context, all candles in one go. */
    void say(Market market, List<Candle> candles) {
        context.runOnContext(x -> candles.forEach(candle -> listener.closed(market, candle)));
    }

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public Future<History> history(Market market, Instant from, Instant to) {
        exchange.questions.add(new Question(market, from, to, System.nanoTime()));
        RuntimeException fault = exchange.fault == null ? exchange.faults.get(market) : exchange.fault;
        if (fault != null) {
            return Future.failedFuture(fault);
        }
        List<Candle> all = exchange.markets.get(market);
        if (all == null) {
            return Future.succeededFuture(History.lacking(from));
        }
        Instant known = exchange.known.getOrDefault(market, to);
        Instant end = known.isBefore(to) ? known : to;
        if (!from.isBefore(end)) {
            return Future.succeededFuture(History.unknown(from));
        }
        List<Candle> asked = all.stream()
                .filter(c -> !c.opensAt().isBefore(from) && c.opensAt().isBefore(end))
                .toList();
        boolean whole = asked.size() <= exchange.most;
        List<Candle> some = whole ? asked : asked.subList(0, exchange.most);
        return Future.succeededFuture(
                new History(true, some, whole ? end : some.get(some.size() - 1).closesAt()));
    }

    @Override
    public void follow(Set<Market> markets) {
        followed = markets;
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return Future.succeededFuture();
    }

    /** A fault that passes after so many milliseconds. */
    static FeedException fault(String message, long patienceMillis) {
        return new FeedException(message, java.time.Duration.ofMillis(patienceMillis));
    }
}
