package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.HourHabits.Habit;
import io.signalroom.analytics.pattern.HourHabits.Week;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks at the calls of the last 26 weeks by hour of the week, of each channel and of each token. */
final class HabitLook implements Look {
    private static final int MOST = 50;

    private static final String WEEKS = "SELECT channel_id, symbol, " + HOUR_OF_WEEK + """
             AS hour, count(*)::int AS calls, min(posted_at) AS starts_at, max(posted_at) AS ends_at
            FROM signal_sketch WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3
            GROUP BY GROUPING SETS ((channel_id, 3), (symbol, 3))""";

    private static final String INSIDE =
            " AND origin = $1 AND posted_at > $2 AND posted_at <= $3 AND " + HOUR_OF_WEEK + """
             = ANY ($5::int[]) AND kind IN ('trade_signal', 'token_launch') AND withdrawn_at IS NULL AND state = 'published'
            ORDER BY posted_at DESC, id DESC LIMIT 50""";

    private static final String OF_CHANNEL =
            "SELECT id FROM signal WHERE channel_id = $4 AND symbol IS NOT NULL" + INSIDE;
    private static final String OF_TOKEN = "SELECT id FROM signal WHERE symbol = $4" + INSIDE;

    @Override
    public Set<PatternKind> kinds() {
        return Set.of(PatternKind.HOUR_HABIT);
    }

    @Override
    public Future<List<Pattern>> at(SqlClient sql, Scene scene) {
        return sql.preparedQuery(WEEKS).execute(scene.back(HourHabits.BACK)).compose(rows -> {
            List<Habit> habits = weeks(rows).stream()
                    .map(HourHabits::find)
                    .flatMap(Optional::stream)
                    .limit(MOST)
                    .toList();
            Future<List<Pattern>> patterns = Future.succeededFuture(new ArrayList<>());
            for (Habit habit : habits) {
                patterns = patterns.compose(found -> listed(sql, scene, habit).map(pattern -> {
                    found.add(pattern);
                    return found;
                }));
            }
            return patterns;
        });
    }

    private static Future<Pattern> listed(SqlClient sql, Scene scene, Habit habit) {
        Week week = habit.week();
        Tuple values = scene.back(HourHabits.BACK);
        if (week.channel() == null) {
            values.addString(week.symbol());
        } else {
            values.addLong(week.channel());
        }
        values.addArrayOfInteger(habit.hours().toArray(Integer[]::new));
        return Look.ids(sql, week.channel() == null ? OF_TOKEN : OF_CHANNEL, values)
                .map(habit.pattern(scene.names())::listing);
    }

    private static List<Week> weeks(RowSet<Row> rows) {
        Map<Object, Week> weeks = new LinkedHashMap<>();
        for (Row row : rows) {
            Long channel = row.getLong("channel_id");
            String symbol = row.getString("symbol");
            Stretch stretch = new Stretch(
                    row.getOffsetDateTime("starts_at").toInstant(),
                    row.getOffsetDateTime("ends_at").toInstant());
            int[] counts = new int[HourRates.HOURS];
            counts[row.getInteger("hour")] = row.getInteger("calls");
            weeks.merge(
                    Objects.requireNonNullElse(channel, symbol),
                    new Week(channel, symbol, counts, stretch),
                    Week::with);
        }
        return new ArrayList<>(weeks.values());
    }
}
