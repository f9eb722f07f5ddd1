package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.SentimentTurns.Sides;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at the calls of the last 24 hours: bursts, consensus and turns of sentiment, each against the token's own past. */
final class RecentLook implements Look {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration PAST = Duration.ofDays(28);

    private static final String RECENT = """
            SELECT signal_id, posted_at, channel_id, symbol, direction FROM signal_sketch
            WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3
            ORDER BY posted_at DESC, signal_id DESC LIMIT 20000""";

    private static final String FIRST = "SELECT min(posted_at) FROM signal_sketch WHERE origin = $1";

    private static final String RATES = "SELECT symbol, " + HOUR_OF_WEEK + """
             AS hour, count(*) AS calls FROM signal_sketch
            WHERE origin = $1 AND symbol = ANY ($4::text[]) AND posted_at > $2 AND posted_at <= $3
            GROUP BY 1, 2""";

    private static final String SIDES = """
            SELECT symbol, count(*) FILTER (WHERE posted_at > $4 AND direction = 1)::int AS bullish,
                   count(*) FILTER (WHERE posted_at > $4)::int AS directed,
                   count(*) FILTER (WHERE posted_at <= $4 AND direction = 1)::int AS bullish_before,
                   count(*) FILTER (WHERE posted_at <= $4)::int AS directed_before
            FROM signal_sketch
            WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3 AND direction <> 0
            GROUP BY 1""";

    private final Function<String, Voices> voices;

    /**
     * A look.
     *
     * @param voices who speaks for himself in an origin
     */
    RecentLook(Function<String, Voices> voices) {
        this.voices = voices;
    }

    @Override
    public Set<PatternKind> kinds() {
        return Set.of(PatternKind.BURST, PatternKind.CONSENSUS, PatternKind.SENTIMENT_TURN);
    }

    @Override
    public Future<List<Pattern>> at(SqlClient sql, Scene scene) {
        return sql.preparedQuery(RECENT)
                .execute(scene.back(DAY))
                .map(rows -> rows.stream().map(Look::call).toList())
                .compose(calls ->
                        calls.isEmpty() ? Future.succeededFuture(List.<Pattern>of()) : look(sql, scene, calls));
    }

    private Future<List<Pattern>> look(SqlClient sql, Scene scene, List<HeardCall> calls) {
        return againstPast(sql, scene, calls)
                .compose(found -> sides(sql, scene).map(sides -> {
                    List<Pattern> all = new ArrayList<>(found);
                    all.addAll(SentimentTurns.find(sides, calls, scene.at()));
                    return all;
                }));
    }

    /** The stretch that rates are taken from: up to four weeks, ending before the calls that are held against them. */
    private record Past(Instant from, Instant to) {
        double weeks() {
            return Math.max(DAY.toMillis(), Duration.between(from, to).toMillis()) / (double) WEEK.toMillis();
        }
    }

    private Future<List<Pattern>> againstPast(SqlClient sql, Scene scene, List<HeardCall> calls) {
        Voices own = voices.apply(scene.origin());
        List<List<HeardCall>> moments = Agreements.moments(calls, own);
        Set<String> busy = busy(calls, scene.at());
        Set<String> symbols = new HashSet<>(busy);
        moments.forEach(moment -> symbols.add(moment.get(0).symbol()));
        return past(sql, scene)
                .compose(past -> rates(sql, scene, past, symbols).map(rates -> {
                    List<Pattern> found = new ArrayList<>(Agreements.find(moments, rates, own));
                    if (past.weeks() >= 1) {
                        Map<String, HourRates> of = new HashMap<>(rates);
                        of.keySet().retainAll(busy);
                        int tokens = (int)
                                calls.stream().map(HeardCall::symbol).distinct().count();
                        found.addAll(Bursts.find(new Bursts.Given(calls, scene.at(), of, tokens, own)));
                    }
                    return found;
                }));
    }

    private static Set<String> busy(List<HeardCall> calls, Instant at) {
        Instant from = at.minusSeconds(3_600L * Bursts.HOURS.get(Bursts.HOURS.size() - 1));
        Map<String, Long> counts = calls.stream()
                .filter(call -> call.at().isAfter(from))
                .collect(Collectors.groupingBy(HeardCall::symbol, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(e -> e.getValue() >= Bursts.FEWEST_CALLS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Future<Past> past(SqlClient sql, Scene scene) {
        Instant to = scene.at().minus(DAY).truncatedTo(ChronoUnit.HOURS);
        return sql.preparedQuery(FIRST).execute(Tuple.of(scene.origin())).map(rows -> {
            Instant first = rows.iterator().next().getOffsetDateTime(0).toInstant();
            Instant from = first.isAfter(to.minus(PAST)) ? first : to.minus(PAST);
            return new Past(from.isBefore(to) ? from : to, to);
        });
    }

    private static Future<Map<String, HourRates>> rates(SqlClient sql, Scene scene, Past past, Set<String> symbols) {
        Tuple values = Tuple.of(scene.origin(), past.from.atOffset(ZoneOffset.UTC), past.to.atOffset(ZoneOffset.UTC));
        return sql.preparedQuery(RATES)
                .execute(values.addArrayOfString(symbols.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, long[]> counts = new HashMap<>();
                    symbols.forEach(symbol -> counts.put(symbol, new long[HourRates.HOURS]));
                    for (Row row : rows) {
                        counts.get(row.getString("symbol"))[row.getInteger("hour")] = row.getLong("calls");
                    }
                    Map<String, HourRates> rates = new HashMap<>();
                    counts.forEach((symbol, hours) -> rates.put(symbol, new HourRates(hours, past.weeks())));
                    return rates;
                });
    }

    private static Future<List<Sides>> sides(SqlClient sql, Scene scene) {
        Tuple values = scene.back(DAY.plus(WEEK))
                .addOffsetDateTime(scene.at().minus(DAY).atOffset(ZoneOffset.UTC));
        return sql.preparedQuery(SIDES).execute(values).map(rows -> {
            List<Sides> all = new ArrayList<>();
            int[] sums = new int[4];
            for (Row row : rows) {
                int[] counts = {row.getInteger(1), row.getInteger(2), row.getInteger(3), row.getInteger(4)};
                all.add(new Sides(row.getString(0), counts[0], counts[1], counts[2], counts[3]));
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += counts[i];
                }
            }
            all.add(new Sides(null, sums[0], sums[1], sums[2], sums[3]));
            return all;
        });
    }
}
