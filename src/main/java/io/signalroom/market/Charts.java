package io.signalroom.market;

import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.CandleStore;
import io.signalroom.market.candle.CandleStore.Standing;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.StoredCharts;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions for candles, out of what is stored of a real feed or what is invented. Never mixes them: an answer of a
 * real feed that has nothing is empty.
 */
final class Charts {
    private static final int MOST = 1_000;
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final int MINUTE = 60;

    private final Pool pool;
    private final MarketFeeds feeds;
    private final Clock clock;
    private final CandleStore store = new CandleStore();
    private final StoredCharts charts = new StoredCharts();

    Charts(Pool pool, MarketFeeds feeds, Clock clock) {
        this.pool = pool;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** The answer as the contract's schema {@code Candles} says. */
    Future<CandlesFound> find(CandlesAsked asked) {
        Question question = Question.of(asked);
        String feed = asked.feed().orElse(preferred());
        return feed.equals(MarketFeeds.MOCK) ? mock(question) : stored(question, feed);
    }

    /** Whoever has set up a real feed is not shown invented prices unasked, also where the feed has none. */
    private String preferred() {
        return feeds.configured().equals(MarketFeeds.NONE) ? MarketFeeds.MOCK : feeds.configured();
    }

    private Future<CandlesFound> stored(Question question, String feed) {
        return store.standing(pool, feed, question.market).compose(standing -> stored(question, feed, standing));
    }

    private Future<CandlesFound> stored(Question question, String feed, Optional<Standing> standing) {
        return standing.map(
                        s -> charts.chart(pool, s.id(), question.length, question.from, question.to, question.limit))
                .orElse(Future.succeededFuture(List.of()))
                .map(candles -> question.answer(feed, listed(standing), candles));
    }

    /** Null while the feed has not been asked. */
    private static Boolean listed(Optional<Standing> standing) {
        return standing.filter(s -> s.known() || !s.listed())
                .map(Standing::listed)
                .orElse(null);
    }

    private Future<CandlesFound> mock(Question question) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant end = question.to.isBefore(now) ? question.to : now;
        Instant newest = question.ceiling(end).minus(question.length.multipliedBy(question.limit));
        Instant from = question.from.isAfter(newest) ? question.from : newest;
        Future<List<Candle>> drawn = from.isBefore(end)
                ? feeds.mock().chart(question.market, (int) question.length.toSeconds(), from, end)
                : Future.succeededFuture(List.of());
        return drawn.map(
                candles -> question.answer(MarketFeeds.MOCK, candles.isEmpty() ? null : Boolean.TRUE, candles));
    }

    /** Begins and ends with a whole candle. */
    private record Question(Market market, Duration length, Instant from, Instant to, int limit) {
        private static Question of(CandlesAsked asked) {
            boolean whole = asked.seconds() > 0 && asked.seconds() % MINUTE == 0;
            if (!whole || asked.limit() < 1 || asked.limit() > MOST) {
                throw new DomainException(
                        Failure.INVALID_REQUEST, "A candle is whole minutes long, and at most 1000 are drawn.");
            }
            Market market = Market.of(asked.base(), asked.quote());
            Duration length = Duration.ofSeconds(asked.seconds());
            Question exact = new Question(market, length, asked.from(), asked.to(), asked.limit());
            return new Question(market, length, exact.ceiling(asked.from()), exact.ceiling(asked.to()), asked.limit());
        }

        /** The first candle that begins then or later. */
        private Instant ceiling(Instant time) {
            long seconds = length.toSeconds();
            long full = Math.floorDiv(time.getEpochSecond(), seconds) * seconds;
            Instant begin = Instant.ofEpochSecond(full);
            return begin.equals(time) ? begin : begin.plusSeconds(seconds);
        }

        private CandlesFound answer(String feed, Boolean listed, List<Candle> candles) {
            JsonArray data = new JsonArray();
            candles.forEach(candle -> data.add(json(candle)));
            return new CandlesFound(new JsonObject()
                    .put("market", market.toString())
                    .put("feed", feed)
                    .put("interval", interval((int) length.toSeconds()))
                    .put("listed", listed)
                    .put("from", from.toString())
                    .put("to", to.toString())
                    .put("data", data));
        }

        private static String interval(int seconds) {
            if (seconds % DAY == 0) {
                return seconds / DAY + "d";
            }
            return seconds % HOUR == 0 ? seconds / HOUR + "h" : seconds / MINUTE + "m";
        }

        private static JsonObject json(Candle candle) {
            return new JsonObject()
                    .put("at", candle.opensAt().toString())
                    .put("open", candle.open().toPlainString())
                    .put("high", candle.high().toPlainString())
                    .put("low", candle.low().toPlainString())
                    .put("close", candle.close().toPlainString())
                    .put("volume", candle.volume().toPlainString());
        }
    }
}
