package io.signalroom.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.Piece;
import io.signalroom.market.feed.PriceFeed;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a feed hears and stores it four times a second, all markets in one batch. What finds no room, or cannot be
 * stored, is dropped and counted: it leaves a hole, and holes are asked for again.
 */
final class LiveCandles implements PriceFeed.Listener {
    static final String COUNTER = "signalroom.market.candles";
    static final int MOST = 10_000;
    private static final Logger log = LoggerFactory.getLogger(LiveCandles.class);
    private static final long FLUSH_MS = 250;

    private final Vertx vertx;
    private final FeedLedger ledger;
    private final MeterRegistry meters;
    private final Queue<Heard> heard = new ArrayDeque<>();
    private Map<Market, Integer> followed = Map.of();
    private Future<Void> writing = Future.succeededFuture();
    private Timer next;
    private boolean stopping;

    LiveCandles(Vertx vertx, FeedLedger ledger, MeterRegistry meters) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.meters = meters;
    }

    @Override
    public void closed(Market market, Candle candle) {
        Integer id = followed.get(market);
        if (id == null || heard.size() >= MOST) {
            count("dropped", 1);
            return;
        }
        heard.add(new Heard(id, candle));
    }

    /** Takes these markets from now on, by their rows. */
    void follow(Map<Market, Integer> markets) {
        followed = Map.copyOf(markets);
    }

    void start() {
        next = vertx.timer(FLUSH_MS, TimeUnit.MILLISECONDS);
        next.onSuccess(x -> {
            writing = write();
            writing.onSuccess(y -> again());
        });
    }

    private void again() {
        if (!stopping) {
            start();
        }
    }

    /** Stores what is there, then ends. */
    Future<Void> stop() {
        stopping = true;
        if (next != null) {
            next.cancel();
        }
        return writing.compose(x -> write());
    }

    /** Never fails. */
    private Future<Void> write() {
        List<Piece> batch = new ArrayList<>(heard.size());
        heard.forEach(one -> batch.add(Piece.of(one.market, one.candle)));
        heard.clear();
        return batch.isEmpty()
                ? Future.succeededFuture()
                : ledger.store(batch)
                        .onSuccess(added -> count("live", added))
                        .<Void>mapEmpty()
                        .otherwise(failure -> {
                            count("dropped", batch.size());
                            log.warn(
                                    "{} candles could not be stored and will be asked for again: {}",
                                    batch.size(),
                                    failure.toString());
                            return null;
                        });
    }

    private void count(String way, int candles) {
        meters.counter(COUNTER, "way", way).increment(candles);
    }

    private record Heard(int market, Candle candle) {}
}
