package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The operations of the tag Market. */
final class MarketApi {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int CANDLES = 200;

    private final Bus bus;

    MarketApi(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> listCandles(Call call) {
        return bus.<CandlesAsked, CandlesFound>request(Addresses.CANDLES_GET, question(call, Instant.now()), PATIENCE)
                .map(found -> Answer.ok(found.body()));
    }

    private static CandlesAsked question(Call call, Instant now) {
        Duration length = length(call.text("interval").orElseThrow());
        Instant to = TimeBound.of("to", call, now).map(TimeBound::at).orElse(now);
        Instant from =
                TimeBound.of("from", call, now).map(TimeBound::at).orElse(to.minus(length.multipliedBy(CANDLES)));
        TimeBound.checkOrder(from, to);
        return new CandlesAsked(
                capitals(call, "symbol"),
                capitals(call, "quote"),
                call.text("feed"),
                (int) length.toSeconds(),
                from,
                to,
                (int) call.whole("limit"));
    }

    private static String capitals(Call call, String name) {
        return call.text(name).orElseThrow().toUpperCase(Locale.ROOT);
    }

    /** Of {@code 15m}, {@code 4h}, {@code 1d}: the letters that ISO 8601 has too. */
    private static Duration length(String interval) {
        return Duration.parse(interval.endsWith("d") ? "P" + interval : "PT" + interval);
    }
}
