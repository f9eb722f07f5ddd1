package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.ExitRunUps.Before;
import io.signalroom.analytics.pattern.ExitRunUps.Late;
import io.signalroom.analytics.pattern.ExitRunUps.Typical;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at what prices did before the calls of the last 90 days of each channel, and before each call of the last day. */
final class ExitLook implements Look {
    private static final Duration BACK = Duration.ofDays(90);
    private static final Duration DAY = Duration.ofDays(1);

    private static final String CHANNELS = """
            SELECT channel_id, count(*)::int AS calls, count(*) FILTER (WHERE run_up_24h > $4)::int AS run,
                   avg(run_up_1h) AS mean_1h, percentile_cont(0.5) WITHIN GROUP (ORDER BY run_up_1h) AS median_1h,
                   avg(run_up_24h) AS mean_24h, percentile_cont(0.5) WITHIN GROUP (ORDER BY run_up_24h) AS median_24h,
                   min(posted_at) AS starts_at, max(posted_at) AS ends_at
            FROM outcome
            WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3 AND run_up_24h IS NOT NULL
            GROUP BY 1 HAVING count(*) >= $5 ORDER BY 3 DESC LIMIT 1000""";

    private static final String AFTER_RUNS = """
            SELECT signal_id FROM outcome
            WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3 AND channel_id = $4 AND run_up_24h > $5
            ORDER BY posted_at DESC, signal_id DESC LIMIT 50""";

    private static final String CALLS = """
            SELECT o.signal_id, o.posted_at, o.channel_id, k.symbol, k.direction, o.run_up_1h, o.run_up_24h
            FROM outcome o JOIN signal_sketch k ON k.posted_at = o.posted_at AND k.signal_id = o.signal_id
            WHERE o.origin = $1 AND o.posted_at > $2 AND o.posted_at <= $3
              AND (o.run_up_1h >= $4 OR o.run_up_24h >= $5)
            ORDER BY o.posted_at DESC, o.signal_id DESC LIMIT 1000""";

    @Override
    public Set<PatternKind> kinds() {
        return Set.of(PatternKind.EXIT_RUN_UP);
    }

    @Override
    public Future<List<Pattern>> at(SqlClient sql, Scene scene) {
        Future<List<Pattern>> found = sql.preparedQuery(CALLS)
                .execute(scene.back(DAY).addDouble(ExitRunUps.HOUR).addDouble(ExitRunUps.DAY))
                .map(rows -> new ArrayList<>(rows.stream()
                        .map(ExitLook::late)
                        .sorted(ExitRunUps.largest())
                        .limit(PatternStore.KEPT / 2)
                        .map(late -> ExitRunUps.call(late, scene.names()))
                        .flatMap(Optional::stream)
                        .toList()));
        return found.compose(calls -> channels(sql, scene, calls));
    }

    private static Future<List<Pattern>> channels(SqlClient sql, Scene scene, List<Pattern> found) {
        return sql.preparedQuery(CHANNELS)
                .execute(scene.back(BACK).addDouble(ExitRunUps.RUN).addInteger(ExitRunUps.FEWEST))
                .compose(rows -> {
                    Future<List<Pattern>> all = Future.succeededFuture(found);
                    for (Row row : rows) {
                        Optional<Pattern> pattern = ExitRunUps.channel(before(row), scene.names());
                        if (pattern.isPresent()) {
                            all = all.compose(list -> listed(sql, scene, pattern.get(), list));
                        }
                    }
                    return all;
                });
    }

    private static Future<List<Pattern>> listed(SqlClient sql, Scene scene, Pattern pattern, List<Pattern> found) {
        long channel = pattern.subject().channels().get(0);
        return Look.ids(sql, AFTER_RUNS, scene.back(BACK).addLong(channel).addDouble(ExitRunUps.RUN))
                .map(ids -> {
                    found.add(pattern.listing(ids));
                    return found;
                });
    }

    private static Before before(Row row) {
        return new Before(
                row.getLong("channel_id"),
                row.getInteger("calls"),
                row.getInteger("run"),
                new Typical(row.getDouble("mean_1h"), row.getDouble("median_1h")),
                new Typical(row.getDouble("mean_24h"), row.getDouble("median_24h")),
                new Stretch(
                        row.getOffsetDateTime("starts_at").toInstant(),
                        row.getOffsetDateTime("ends_at").toInstant()));
    }

    private static Late late(Row row) {
        return new Late(Look.call(row), row.getDouble("run_up_1h"), row.getDouble("run_up_24h"));
    }
}
