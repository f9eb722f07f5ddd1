package io.signalroom.api;

import io.signalroom.ledger.SignalQuery;
import io.signalroom.problem.FaultyRequestException;
import io.signalroom.signal.SignalState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Turns the filters of a list into a question to the ledger. */
final class SignalFilters {
    private static final List<String> BULLISH = List.of("long", "buy", "bullish");

    private SignalFilters() {}

    static SignalQuery of(Call call, Instant now) {
        Optional<Instant> from = TimeBound.of("from", call, now).map(TimeBound::at);
        Optional<Instant> to = TimeBound.of("to", call, now).map(TimeBound::at);
        from.ifPresent(begin -> to.ifPresent(end -> TimeBound.checkOrder(begin, end)));
        SignalQuery named = named(call);
        return new SignalQuery(
                named.tokens(),
                named.kinds(),
                named.directions(),
                named.channels(),
                named.origins(),
                call.number("minConfidence"),
                from,
                to,
                call.text("q"),
                Optional.empty(),
                SignalState.ofWire(call.text("state").orElseThrow()),
                outcomes(call),
                call.list("is"));
    }

    /** The filters that lists and analytics share: {@code token}, {@code kind}, {@code side}, {@code channel}, {@code origin}. */
    static SignalQuery named(Call call) {
        SignalQuery all = SignalQuery.all();
        return new SignalQuery(
                call.list("token").stream().map(t -> t.toUpperCase(Locale.ROOT)).toList(),
                call.list("kind"),
                call.list("side").stream()
                        .map(word -> BULLISH.contains(word) ? 1 : -1)
                        .distinct()
                        .toList(),
                call.list("channel"),
                call.list("origin"),
                all.minConfidence(),
                all.from(),
                all.to(),
                all.text(),
                all.replyTo(),
                all.state(),
                all.outcomes(),
                all.marks());
    }

    private static SignalQuery.Outcomes outcomes(Call call) {
        OptionalDouble min = call.number("minR");
        OptionalDouble max = call.number("maxR");
        if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
            throw new FaultyRequestException("/query/minR", "minR is greater than maxR.");
        }
        return new SignalQuery.Outcomes(call.list("outcome"), min, max);
    }
}
