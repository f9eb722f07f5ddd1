package io.signalroom.api.site;

import io.signalroom.analytics.rank.Shares;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Rankings as the contract says: channels, tokens, one token, prices. */
final class CannedBoards {

    static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String[] CHANNELS = {
        "Harbor Light Signals",
        "Alpha Desk",
        "Orderflow Lab",
        "Ночной скальпинг",
        "إشارات الصقر",
        HOSTILE,
        "Whale Wire",
        "New Here"
    };
    private static final int[] RESULTS = {312, 144, 96, 61, 44, 28, 22, 7};
    private static final String[] TOKENS = {"SOL", "ARB", "SUI", "BTC", "WIF"};
    private static final double[] PRICES = {182.41, 1.1034, 0.000004218, 104_233.10, 2.318};

    private CannedBoards() {}

    /** Channels with so many results have a rank. */
    static JsonObject board(int least) {
        JsonArray data = new JsonArray();
        for (int i = 0; i < CHANNELS.length; i++) {
            boolean ranked = RESULTS[i] >= least;
            data.add(new JsonObject()
                    .put("rank", ranked ? i + 1 : null)
                    .put("score", ranked ? 0.31 - 0.12 * i : null)
                    .put(
                            "channel",
                            new JsonObject()
                                    .put("id", String.valueOf(1_987_654_321L + i))
                                    .put("username", "channel_" + i)
                                    .put("title", CHANNELS[i]))
                    .put("card", card(RESULTS[i], 64 - 5 * i)));
        }
        return new JsonObject()
                .put("channels", CHANNELS.length)
                .put(
                        "ranked",
                        data.stream()
                                .filter(it -> ((JsonObject) it).getInteger("rank") != null)
                                .count())
                .put("results", 714)
                .put("mean", -0.04)
                .put("data", data);
    }

    private static JsonObject card(int results, int percentWon) {
        JsonObject figures = new JsonObject()
                .put("winRate", Shares.json(results * percentWon / 100, results))
                .put("expectancy", (percentWon - 45) / 50.0)
                .put("lowerBound", results < 20 ? null : (percentWon - 52) / 50.0);
        return new JsonObject()
                .put(
                        "counts",
                        new JsonObject()
                                .put("calls", results + 40)
                                .put("resolved", results)
                                .put("edited", results / 14)
                                .put("deleted", results / 30))
                .put("inR", figures)
                .put("inPercent", null)
                .put("runUp24h", 1.2)
                .put("excess", new JsonObject().put("r", 0.12).put("of", results));
    }

    /** The scores follow from the parts, as the page says. */
    static JsonArray trending() {
        JsonArray data = new JsonArray();
        for (int i = 0; i < TOKENS.length; i++) {
            double attention = 24.5 - 5 * i;
            double usual = 3.25 + i;
            int channels = 12 - 2 * i;
            double score = Math.log1p(attention) * Math.log1p(channels) * Math.log1p((attention + 1) / (usual + 1));
            data.add(new JsonObject()
                    .put("symbol", TOKENS[i])
                    .put("score", Shares.rounded(score))
                    .put("attention", attention)
                    .put("usual", usual)
                    .put("signals", 31 - 6 * i)
                    .put("bullish", 20 - 4 * i)
                    .put("bearish", 6 - i)
                    .put("channels", channels));
        }
        return data;
    }

    /** All about a token; one that nobody called has counts of 0. */
    static JsonObject token(String symbol, String origin, boolean called) {
        JsonArray week = new JsonArray();
        for (int day = 0; day < 7; day++) {
            JsonArray hours = new JsonArray();
            for (int hour = 0; hour < 24; hour++) {
                hours.add(called && hour > 6 ? (day * 5 + hour * 3) % 7 : 0);
            }
            week.add(hours);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        JsonArray cards = new JsonArray();
        for (String period : called ? new String[] {"30d", "90d", "all"} : new String[0]) {
            cards.add(new JsonObject()
                    .put("origin", origin)
                    .put("period", period)
                    .put("card", card(period.equals("30d") ? 17 : 140, 57)));
        }
        return new JsonObject()
                .put("symbol", symbol)
                .put("signals", called ? 310 : 0)
                .put("edited", called ? 9 : 0)
                .put("deleted", called ? 4 : 0)
                .put("winRate", called ? Shares.json(80, 140) : null)
                .put("averageR", called ? 0.24 : null)
                .put("averageROf", called ? 140 : 0)
                .put(
                        "bySide",
                        new JsonObject().put("bullish", 180).put("bearish", 90).put("neutral", 40))
                .put("channels", called ? 12 : 0)
                .put("firstPostAt", called ? now.minus(Duration.ofDays(300)).toString() : null)
                .put("lastPostAt", called ? now.minusSeconds(900).toString() : null)
                .put("hourOfWeek", week)
                .put("hourOfWeekFrom", now.minus(Duration.ofDays(84)).toString())
                .put("price", called ? price(symbol) : null)
                .put("scorecards", cards);
    }

    private static JsonObject price(String symbol) {
        return new JsonObject()
                .put("market", symbol + "/USDT")
                .put("feed", "binance")
                .put("value", "182.41")
                .put("at", Instant.now().toString())
                .put("change24h", 4.2);
    }

    /** A day of prices; of one token none are known. */
    static JsonObject candles(String symbol, String feed) {
        JsonArray data = new JsonArray();
        int token = List.of(TOKENS).indexOf(symbol);
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(23));
        for (int i = 0; i < 24 && token >= 0 && !symbol.equals("WIF"); i++) {
            double open = PRICES[token] * (1 + 0.02 * Math.sin(i / 3.0 + token));
            double close = PRICES[token] * (1 + 0.02 * Math.sin((i + 1) / 3.0 + token));
            data.add(new JsonObject()
                    .put("at", first.plus(Duration.ofHours(i)).toString())
                    .put("open", plain(open))
                    .put("high", plain(Math.max(open, close) * 1.004))
                    .put("low", plain(Math.min(open, close) * 0.995))
                    .put("close", plain(close))
                    .put("volume", "1200.5"));
        }
        return new JsonObject()
                .put("market", symbol + "/USDT")
                .put("feed", feed == null ? "binance" : feed)
                .put("interval", "1h")
                .put("listed", token >= 0)
                .put("data", data);
    }

    private static String plain(double price) {
        return String.format(Locale.ROOT, price < 0.01 ? "%.9f" : "%.4f", price);
    }
}
