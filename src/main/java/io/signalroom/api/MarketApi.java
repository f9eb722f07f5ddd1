package io.signalroom.api;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.signalroom.problem.FaultyRequestException;
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
        Instant to =
                call.text("to").map(text -> TimeBound.of("to", text, now).at()).orElse(now);
        Instant from = call.text("from")
                .map(text -> TimeBound.of("from", text, now).at())
                .orElse(to.minus(length.multipliedBy(CANDLES)));
        if (!from.isBefore(to)) {
            throw new FaultyRequestException("/query/from", "from must be earlier than to.");
        }
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
