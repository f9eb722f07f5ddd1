package io.signalroom.market.feed.binance;

import io.signalroom.config.AppConfig;
import io.signalroom.market.candle.Market;
import io.signalroom.market.feed.FeedException;
import io.signalroom.market.feed.PriceFeed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Candles of one minute from Binance's public market data, which needs no key. The past comes page by page from the REST
 * API, which is left alone as long as it asks for; what closes now comes from the streams, for {@value #MOST_LIVE} markets.
 * Must be made, called and closed on one context.
 */
public final class BinanceFeed implements PriceFeed {
    /** Markets that one connection can follow. */
    public static final int MOST_LIVE = 1_024;

    private static final Logger log = LoggerFactory.getLogger(BinanceFeed.class);
    /** After a minute's end its last trades may not be counted yet, and our clock may be a little ahead. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final KlineReader reader = new KlineReader();
    private final KlineClient client;
    private final StreamLink link;
    private Set<String> live = Set.of();
    private int beyondLive;
    private boolean toldBeyond;
    private boolean closed;

    /**
     * How long to wait for what.
     *
     * @param call a whole REST call
     */
    record Patience(Duration call, StreamLink.Patience stream) {}

    /**
     * What the feed has done since it was made, and how it stands.
     *
     * @param brokenKlines skipped because they were no candles
     * @param beyondLive markets to follow that are too many for the live line
     */
    public record Counts(Past past, Live live, long brokenKlines, int beyondLive) {}

    /**
     * Of the REST API.
     *
     * @param calls that were made
     * @param failures of these; a market that Binance lacks is none
     * @param refused calls not made because Binance is left alone
     * @param weight used of Binance's 6,000 in this minute, as far as known
     */
    public record Past(long calls, long failures, long refused, int weight) {}

    /**
     * Of the streams.
     *
     * @param connected whether the line is open
     * @param connections opened so far
     * @param candles heard, and handed on
     * @param unreadable messages heard that were none of Binance's
     */
    public record Live(boolean connected, long connections, long candles, long unreadable) {}

    /** A feed that does nothing until asked. */
    public BinanceFeed(Vertx vertx, AppConfig.Market config, Listener listener) {
        this(
                vertx,
                config,
                listener,
                InstantSource.system(),
                new Patience(
                        Duration.ofSeconds(10),
                        new StreamLink.Patience(Duration.ofSeconds(60), Duration.ofSeconds(10))));
    }

    BinanceFeed(Vertx vertx, AppConfig.Market config, Listener listener, InstantSource clock, Patience patience) {
        this.clock = clock;
        client = new KlineClient(vertx, config.binanceUrl(), patience.call(), reader, clock);
        link = new StreamLink(vertx, config.binanceStreamUrl(), patience.stream(), reader, listener);
    }

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public Future<History> history(Market market, Instant from, Instant to) {
        if (closed) {
            return Future.failedFuture(new FeedException("The price feed has ended.", Duration.ofMinutes(1)));
        }
        if (!from.isBefore(to)) {
            return Future.failedFuture(new IllegalArgumentException("no stretch: " + from + " to " + to));
        }
        Optional<String> symbol = KlineSymbol.of(market);
        if (symbol.isEmpty()) {
            return Future.succeededFuture(History.lacking(from));
        }
        Instant now = clock.instant();
        Instant over = now.minus(SETTLING).truncatedTo(ChronoUnit.MINUTES);
        Instant end = to.isBefore(over) ? to : over;
        if (!from.isBefore(end)) {
            Duration wait =
                    Duration.between(now, from.plus(1, ChronoUnit.MINUTES).plus(SETTLING));
            return Future.failedFuture(FeedException.ofOneMarket(
                    "No minute of the asked stretch is over yet.", wait.isNegative() ? Duration.ZERO : wait));
        }
        return client.klines(symbol.get(), from, end);
    }

    @Override
    public void follow(Set<Market> markets) {
        Map<String, List<Market>> streams = new HashMap<>();
        for (Market market : markets) {
            KlineSymbol.of(market)
                    .map(KlineSymbol::stream)
                    .ifPresent(stream -> streams.computeIfAbsent(stream, x -> new ArrayList<>(1))
                            .add(market));
        }
        Map<String, List<Market>> followed = bounded(streams);
        beyondLive = streams.size() - followed.size();
        if (beyondLive > 0 && !toldBeyond) {
            toldBeyond = true;
            log.warn(
                    "{} markets are to be followed, Binance sends {} over one connection; the prices of the others"
                            + " are asked for instead and come a little later",
                    streams.size(),
                    MOST_LIVE);
        }
        live = new HashSet<>(followed.keySet());
        link.follow(followed);
    }

    /** What it has done so far. */
    public Counts counts() {
        return new Counts(client.counts(), link.counts(), reader.broken(), beyondLive);
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return Future.join(client.close(), link.close()).mapEmpty();
    }

    /** As many as one connection takes: those that are followed already stay. */
    private Map<String, List<Market>> bounded(Map<String, List<Market>> streams) {
        if (streams.size() <= MOST_LIVE) {
            return streams;
        }
        Map<String, List<Market>> kept = new LinkedHashMap<>();
        streams.keySet().stream()
                .sorted((a, b) -> Boolean.compare(live.contains(b), live.contains(a)))
                .limit(MOST_LIVE)
                .forEach(stream -> kept.put(stream, streams.get(stream)));
        return kept;
    }
}
