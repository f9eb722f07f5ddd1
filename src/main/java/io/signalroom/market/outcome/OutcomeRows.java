package io.signalroom.market.outcome;

import io.signalroom.market.outcome.Outcome.State;
import io.signalroom.market.outcome.Outcome.Trade;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of many calls as columns for one statement. Times are milliseconds since 1970. */
final class OutcomeRows {
    private OutcomeRows() {}

    /**
     * A row to be.
     *
     * @param tracker what is measured
     * @param marketId row of its market
     */
    record Row(Tracker tracker, int marketId) {}

    /** The parameters of {@link OutcomeStore}'s statement, in its order. */
    static Tuple columns(List<Row> rows, int assumptions) {
        List<Snapshot> shots = rows.stream().map(Snapshot::of).toList();
        return Tuple.tuple()
                .addArrayOfUUID(column(shots, s -> s.call.id().value(), UUID[]::new))
                .addArrayOfLong(longs(shots, s -> s.call.id().postedAt().toEpochMilli()))
                .addArrayOfLong(longs(shots, s -> s.call.channelId()))
                .addArrayOfString(strings(shots, s -> s.call.origin().wire()))
                .addArrayOfInteger(column(shots, s -> s.marketId, Integer[]::new))
                .addInteger(assumptions)
                .addArrayOfLong(longs(shots, s -> s.call.arrival()))
                .addArrayOfLong(longs(shots, s -> s.call.ends()))
                .addArrayOfString(strings(shots, s -> s.outcome.state().wire()))
                .addArrayOfString(strings(
                        shots,
                        s -> s.outcome.missedBy() == null
                                ? null
                                : s.outcome.missedBy().wire()))
                .addArrayOfShort(column(shots, s -> (short) s.call.plan().targetCount(), Short[]::new))
                .addArrayOfBoolean(column(shots, s -> s.tracker.hasStop(), Boolean[]::new))
                .addArrayOfLong(longs(shots, Snapshot::filledAt))
                .addArrayOfString(strings(shots, Snapshot::hits))
                .addArrayOfLong(longs(shots, Snapshot::settledAt))
                .addArrayOfString(strings(shots, s -> OutcomeJson.fills(s.outcome)))
                .addArrayOfString(strings(shots, s -> OutcomeJson.exits(s.outcome)))
                .addArrayOfString(strings(shots, s -> OutcomeJson.horizons(s.tracker.horizons())))
                .addArrayOfDouble(doubles(shots, s -> s.outcome.r()))
                .addArrayOfDouble(doubles(shots, s -> s.outcome.percent()))
                .addArrayOfBoolean(column(shots, s -> s.outcome.liquidation(), Boolean[]::new))
                .addArrayOfDouble(doubles(shots, s -> s.tracker.runUp().hour()))
                .addArrayOfDouble(doubles(shots, s -> s.tracker.runUp().day()))
                .addArrayOfBoolean(column(shots, s -> s.tracker.followed(), Boolean[]::new))
                .addArrayOfBoolean(column(shots, Snapshot::done, Boolean[]::new));
    }

    private static <T> T[] column(List<Snapshot> rows, Function<Snapshot, T> value, Function<Integer, T[]> array) {
        T[] column = array.apply(rows.size());
        Arrays.setAll(column, i -> value.apply(rows.get(i)));
        return column;
    }

    private static Long[] longs(List<Snapshot> rows, Function<Snapshot, Long> value) {
        return column(rows, value, Long[]::new);
    }

    private static String[] strings(List<Snapshot> rows, Function<Snapshot, String> value) {
        return column(rows, value, String[]::new);
    }

    private static Double[] doubles(List<Snapshot> rows, Function<Snapshot, Double> value) {
        return column(rows, value, Double[]::new);
    }

    /** A call as it stands. */
    private record Snapshot(Call call, Tracker tracker, Outcome outcome, int marketId) {
        static Snapshot of(Row row) {
            return new Snapshot(
                    row.tracker().call(), row.tracker(), row.tracker().outcome(), row.marketId());
        }

        Long filledAt() {
            return outcome.fills().isEmpty() ? null : outcome.fills().get(0).at();
        }

        /** When the last part was closed; of an unfilled one, when its wait was over. */
        Long settledAt() {
            State state = outcome.state();
            if (!state.settled()) {
                return null;
            }
            List<Trade> exits = outcome.exits();
            return exits.isEmpty()
                    ? Long.valueOf(tracker.missedAt())
                    : Long.valueOf(exits.get(exits.size() - 1).at());
        }

        /** The form of an array of times in SQL. */
        String hits() {
            return outcome.exits().stream()
                    .limit(outcome.targetsHit())
                    .map(exit -> Instant.ofEpochMilli(exit.at()).toString())
                    .collect(Collectors.joining(",", "{", "}"));
        }

        /** What has no R is not compared with random entries, so nothing is left to do for it. */
        boolean done() {
            return tracker.followed() && outcome.r() == null && outcome.state() != State.NO_DATA;
        }
    }
}
