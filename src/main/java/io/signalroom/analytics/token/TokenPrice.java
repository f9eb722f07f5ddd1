package io.signalroom.analytics.token;

import io.signalroom.analytics.rank.Shares;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a token trades at, as far as the candles that calls need tell; asks the market over the bus. */
public final class TokenPrice {
    private static final Logger log = LoggerFactory.getLogger(TokenPrice.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int QUARTER = 900;
    private static final Duration DAY = Duration.ofHours(24);

    private final Bus bus;

    public TokenPrice(Bus bus) {
        this.bus = bus;
    }

    /**
     * The newest price of the last two hours and its change over a day.
     *
     * @param demo whether the demo's invented prices are meant
     * @return null if none is known
     */
    Future<JsonObject> of(String symbol, boolean demo, Instant now) {
        Future<JsonObject> newest = candle(symbol, demo, now);
        Future<JsonObject> before = candle(symbol, demo, now.minus(DAY));
        return Future.all(newest, before)
                .map(x -> newest.result() == null ? null : priced(newest.result(), before.result()))
                .otherwise(failure -> {
                    log.debug("no price for {}: {}", symbol, failure.getMessage());
                    return null;
                });
    }

    private static JsonObject priced(JsonObject newest, JsonObject before) {
        double now = Double.parseDouble(newest.getString("close"));
        Double change = before == null ? null : 100 * (now / Double.parseDouble(before.getString("close")) - 1);
        return new JsonObject()
                .put("market", newest.getString("market"))
                .put("feed", newest.getString("feed"))
                .put("value", newest.getString("close"))
                .put("at", newest.getString("at"))
                .put("change24h", Shares.rounded(change));
    }

    /** The last candle of a quarter of an hour that began in the two hours before. */
    private Future<JsonObject> candle(String symbol, boolean demo, Instant at) {
        CandlesAsked asked = new CandlesAsked(
                symbol,
                "USDT",
                demo ? Optional.of("mock") : Optional.empty(),
                QUARTER,
                at.minus(Duration.ofHours(2)),
                at,
                1);
        return bus.<CandlesAsked, CandlesFound>request(Addresses.CANDLES_GET, asked, PATIENCE)
                .map(found -> {
                    JsonArray data = found.body().getJsonArray("data");
                    return data.isEmpty()
                            ? null
                            : data.getJsonObject(0)
                                    .copy()
                                    .put("market", found.body().getString("market"))
                                    .put("feed", found.body().getString("feed"));
                });
    }
}
