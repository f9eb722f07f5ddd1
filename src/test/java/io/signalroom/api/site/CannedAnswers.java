package io.signalroom.api.site;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Answers of the API as agreed, invented from a fixed seed; the times are relative to now. */
final class CannedAnswers {

    private static final String[] TOKENS = {"SOL", "ARB", "DOGE", "ETH", "LINK", "TIA", "WIF", "PEPE", "BTC"};
    private static final String[] PRICES = {
        "182.41", "1.1034", "0.1932", "3518.2", "18.72", "6.41", "2.318", "0.000004218", "104233.10"
    };
    private static final String[] CHANNELS = {
        "Harbor Light Signals", "Alpha Desk", "Whale Wire", "Orderflow Lab", "Ночной скальпинг", "إشارات الصقر"
    };
    private static final String[] ORIGINS = {"demo", "witnessed", "imported", "demo"};

    private final Random random = new Random(42);

    /** A trade call of a given number, posted some time ago. */
    JsonObject trade(int number, Duration ago) {
        int token = number % TOKENS.length;
        BigDecimal entry = new BigDecimal(PRICES[token]);
        boolean bullish = number % 3 != 1;
        Instant posted = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        JsonObject trade = signal(number, "trade_signal", posted)
                .put("symbol", TOKENS[token])
                .put("quote", "USDT")
                .put("side", bullish ? (number % 2 == 0 ? "LONG" : "BUY") : "SHORT")
                .put("entries", new JsonArray().add(plain(entry)).add(times(entry, bullish ? 0.985 : 1.015)))
                .put(
                        "targets",
                        new JsonArray()
                                .add(times(entry, bullish ? 1.03 : 0.97))
                                .add(times(entry, bullish ? 1.06 : 0.94))
                                .add(times(entry, bullish ? 1.1 : 0.9))
                                .add(times(entry, bullish ? 1.2 : 0.8)))
                .put("stopLoss", times(entry, bullish ? 0.95 : 1.05))
                .put("leverage", number % 4 == 0 ? 10 : null)
                .put("exchange", "BINANCE");
        JsonObject outcome = CannedOutcomes.of(number, trade);
        return outcome == null ? trade : trade.put("outcome", outcome);
    }

    /** The other kinds, one after the other. */
    JsonObject other(int number, Duration ago) {
        Instant posted = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        return switch (number % 4) {
            case 0 ->
                signal(number, "signal_update", posted)
                        .put("symbol", "SOL")
                        .put("quote", "USDT")
                        .put("event", "TARGET_HIT")
                        .put("targetIndex", 2)
                        .put("profitPercent", 5.2);
            case 1 ->
                signal(number, "token_launch", posted)
                        .put("symbol", "FROGE")
                        .put("chain", "SOLANA")
                        .put("marketCap", "1250000")
                        .put("liquidity", "20000")
                        .put("contractAddress", "7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU");
            case 2 ->
                signal(number, "listing", posted)
                        .put("symbol", "TIA")
                        .put("event", "LISTED")
                        .put("exchange", "BINANCE");
            default ->
                signal(number, "pump_alert", posted)
                        .put("symbols", new JsonArray().add("WIF").add("BONK"))
                        .put("stage", "MARKET_MOVE")
                        .put("changePercent", 11);
        };
    }

    /** A day's worth of list items, newest first. */
    List<JsonObject> signals(int count) {
        List<JsonObject> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Duration ago = Duration.ofSeconds(40L + 97L * i * (1 + i / 12));
            all.add(i % 5 == 3 ? other(i, ago) : trade(i, ago));
        }
        all.get(2).put("editedAt", Instant.now().toString());
        all.get(4).put("deletedAt", Instant.now().toString());
        all.sort(Comparator.comparing((JsonObject it) -> it.getString("postedAt"))
                .reversed());
        return all;
    }

    /** {@code /analytics/historical} by hour for the last day. */
    JsonObject historical() {
        Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant hour = to.truncatedTo(ChronoUnit.HOURS).minus(23, ChronoUnit.HOURS);
        JsonArray series = new JsonArray();
        int total = 0;
        for (int i = 0; i < 24; i++) {
            int height = (int) (14 + 30 * Math.pow(Math.sin((i + 2) * Math.PI / 24), 4) + random.nextInt(12));
            int bullish = height * (45 + random.nextInt(20)) / 100;
            int neutral = height * 15 / 100;
            if (i == 3) {
                continue; // an hour without signals is left out, as the server does
            }
            total += height;
            series.add(new JsonObject()
                    .put("at", hour.plus(i, ChronoUnit.HOURS).toString())
                    .put("bullish", bullish)
                    .put("bearish", height - bullish - neutral)
                    .put("neutral", neutral)
                    .put(
                            "byKind",
                            new JsonObject()
                                    .put("trade_signal", height - neutral)
                                    .put("signal_update", neutral / 2)
                                    .put("token_launch", neutral / 3)
                                    .put("listing", 1)));
        }
        JsonArray tokens = new JsonArray();
        for (int i = 0; i < TOKENS.length; i++) {
            int signals = 61 - 6 * i - i * i / 3;
            tokens.add(new JsonObject()
                    .put("symbol", TOKENS[i])
                    .put("signals", signals)
                    .put("bullish", signals * 6 / 10)
                    .put("bearish", signals * 3 / 10)
                    .put("channels", 12 - i));
        }
        return new JsonObject()
                .put("from", to.minus(1, ChronoUnit.DAYS).toString())
                .put("to", to.toString())
                .put("bucket", "hour")
                .put("series", series)
                .put(
                        "summary",
                        new JsonObject()
                                .put("signals", total)
                                .put("previous", new JsonObject().put("signals", total * 88 / 100))
                                .put("channels", 31)
                                .put("tokens", 80)
                                .put(
                                        "byOrigin",
                                        new JsonObject()
                                                .put("demo", total - 212)
                                                .put("witnessed", 212))
                                .put("latencyOf", 212)
                                .put("medianLatencySeconds", 1.8))
                .put("tokens", tokens);
    }

    /** {@code /status} without position and demo. */
    static JsonObject status(boolean empty) {
        JsonObject mock = new JsonObject()
                .put("id", "mock")
                .put("kind", "mock")
                .put("state", "reading")
                .put("posts", 12)
                .put("lastPostAt", Instant.now().minusSeconds(70).toString());
        return new JsonObject()
                .put("version", "0.1.0-test")
                .put("sources", empty ? new JsonArray() : new JsonArray().add(mock))
                .put("parse", new JsonObject().put("backlog", 0).put("oldestSeconds", 0))
                .put(
                        "totals",
                        new JsonObject()
                                .put("channels", empty ? 0 : 50)
                                .put("messages", empty ? 0 : 100_000)
                                .put("signals", empty ? 0 : 34_210));
    }

    private JsonObject signal(int number, String kind, Instant posted) {
        return new JsonObject()
                .put("id", "sig_%026d".formatted(number))
                .put("kind", kind)
                .put("confidence", 0.55 + random.nextInt(43) / 100.0)
                .put("origin", ORIGINS[number % ORIGINS.length])
                .put(
                        "channel",
                        new JsonObject()
                                .put("id", Long.toString(1_987_654_321L + number % CHANNELS.length))
                                .put("username", "channel_" + number % CHANNELS.length)
                                .put("title", CHANNELS[number % CHANNELS.length]))
                .put("messageId", number + 1)
                .put("postedAt", posted.toString())
                .put(
                        "firstSeenAt",
                        posted.plusMillis(700 + random.nextInt(3000)).toString());
    }

    private static String times(BigDecimal price, double factor) {
        return plain(price.multiply(BigDecimal.valueOf(factor), new MathContext(price.precision())));
    }

    private static String plain(BigDecimal price) {
        return price.toPlainString();
    }
}
