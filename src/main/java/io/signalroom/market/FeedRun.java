package io.signalroom.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalroom.db.LeaseLostException;
import io.signalroom.market.MarketBoard.State;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a feed's candles coming while this node has the lease. In a loop: what is needed, whom to follow, which holes to
 * ask for. A turn begins when the last has ended, a second later if nothing is left to ask for.
 */
final class FeedRun implements Backfill.Watcher {
    private static final Logger log = LoggerFactory.getLogger(FeedRun.class);
    private static final long TURN_MS = 1_000;
    private static final long AT_ONCE_MS = 1;
    private static final long CLOSE_SECONDS = 5;
    private static final String NOT_YET =
            "The feed has no prices yet for a part of what calls need and is asked again every"
                    + " 10 minutes. With files, put newer ones into KLINES_DIR.";
    private static final String LACKING =
            "All prices that the feed has are here. It lacks some markets that calls need and"
                    + " is asked for them again after a day; those calls cannot be measured.";
    private static final String UNSTORED = "Prices cannot be stored right now: see to the database.";

    private final Vertx vertx;
    private final FeedLedger ledger;
    private final MarketBoard board;
    private final MeterRegistry meters;
    private final LiveCandles live;
    private final Refusals refusals;
    private PriceFeed feed;
    private Set<Market> followed = Set.of();
    private FeedException trouble;
    private long leftAlone;
    private String logged = "";
    private Future<Void> current = Future.succeededFuture();
    private Timer next;
    private boolean stopping;

    FeedRun(Vertx vertx, FeedLedger ledger, MarketBoard board, MeterRegistry meters) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.board = board;
        this.meters = meters;
        this.live = new LiveCandles(vertx, ledger, meters);
        this.refusals = new Refusals(meters);
    }

    /** Makes the feed and starts; throws what making it throws. */
    void start(Function<PriceFeed.Listener, Optional<PriceFeed>> made) {
        Optional<PriceFeed> configured = made.apply(live);
        if (configured.isEmpty()) {
            board.show(
                    State.OFF, "No feed of prices is set: set MARKET_FEED to binance or file. Demo calls need none.");
            return;
        }
        feed = configured.get();
        live.start();
        turn();
    }

    /** Ends the feed and what runs; what was heard is stored if the lease still allows it. */
    Future<Void> stop() {
        stopping = true;
        board.end();
        if (feed == null) {
            return Future.succeededFuture();
        }
        if (next != null) {
            next.cancel();
        }
        return Future.succeededFuture()
                .compose(x -> feed.close())
                .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                .onFailure(f -> log.warn("the feed {} did not close: {}", feed.name(), f.toString()))
                .transform(x -> current)
                .compose(x -> live.stop());
    }

    /** The future of a turn never fails. */
    private void turn() {
        Promise<Void> ended = Promise.promise();
        current = ended.future();
        ledger.plan()
                .compose(this::follow)
                .recover(failure -> {
                    failed(failure);
                    return Future.succeededFuture(false);
                })
                .onSuccess(more -> {
                    again(more ? AT_ONCE_MS : TURN_MS);
                    ended.complete();
                });
    }

    private void again(long ms) {
        if (!stopping) {
            next = vertx.timer(ms, TimeUnit.MILLISECONDS);
            next.onSuccess(x -> turn());
        }
    }

    private Future<Boolean> follow(FeedLedger.Plan plan) {
        if (stopping) {
            return Future.succeededFuture(false);
        }
        Map<Market, Integer> markets = plan.markets().live();
        live.follow(markets);
        board.count(plan.markets(), plan.holes().behind());
        if (trouble != null
                && System.nanoTime() - leftAlone < trouble.patience().toNanos()) {
            board.show(State.WAITING, trouble.getMessage());
            return Future.succeededFuture(false);
        }
        tell(markets.keySet());
        return fill(plan);
    }

    private void tell(Set<Market> markets) {
        if (!markets.equals(followed)) {
            feed.follow(Set.copyOf(markets));
            followed = Set.copyOf(markets);
        }
    }

    private Future<Boolean> fill(FeedLedger.Plan plan) {
        if (plan.holes().holes().isEmpty()) {
            rest(plan);
            return Future.succeededFuture(false);
        }
        return new Backfill(vertx, feed, ledger, this).run(plan.holes().holes());
    }

    /** Nothing can be asked for now, which is not to say that everything is here. */
    private void rest(FeedLedger.Plan plan) {
        if (plan.holes().behind() > 0) {
            board.show(State.WAITING, refusals.last().orElse(NOT_YET));
        } else if (plan.markets().missing() > 0) {
            board.show(State.FOLLOWING, LACKING);
        } else {
            board.show(State.FOLLOWING, "All prices that calls need are here.");
        }
    }

    @Override
    public boolean mayGoOn() {
        return !stopping;
    }

    @Override
    public void filled(int candles) {
        trouble = null;
        logged = "";
        meters.counter(LiveCandles.COUNTER, "way", "history").increment(candles);
        if (!stopping) {
            board.show(State.FILLING, "Prices of the past are being loaded.");
        }
    }

    @Override
    public void refused(Market market, FeedException failure) {
        refusals.add(market, failure);
    }

    private void failed(Throwable failure) {
        if (stopping || failure instanceof LeaseLostException) {
            return;
        }
        if (failure instanceof FeedException known) {
            trouble = known;
            leftAlone = System.nanoTime();
            once(
                    known.getMessage(),
                    () -> log.warn("prices wait for {} s: {}", Refusals.seconds(known), known.getMessage()));
            board.show(State.WAITING, known.getMessage());
            return;
        }
        once(UNSTORED, () -> log.warn("prices cannot be stored, trying again: {}", failure.toString()));
        board.show(State.WAITING, UNSTORED);
    }

    /** The same trouble, turn after turn, is one line. */
    private void once(String message, Runnable say) {
        if (!message.equals(logged)) {
            logged = message;
            say.run();
        }
    }
}
