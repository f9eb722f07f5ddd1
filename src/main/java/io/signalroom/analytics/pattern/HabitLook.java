package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.HourHabits.Habit;
import io.signalroom.analytics.pattern.HourHabits.Week;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at the calls of the last 26 weeks by hour of the week, of each channel and of each token. */
final class HabitLook implements Look {
    private static final int MOST = 50;

    private static final String WEEKS = """
            SELECT channel_id, symbol, array_agg(hour) AS hours, array_agg(calls) AS calls, min(starts_at) AS starts_at,
                   max(ends_at) AS ends_at
            FROM (SELECT channel_id, symbol, """ + " " + HOUR_OF_WEEK + """
                         AS hour, count(*)::int AS calls, min(posted_at) AS starts_at, max(posted_at) AS ends_at
                  FROM signal_sketch WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3
                  GROUP BY GROUPING SETS ((channel_id, 3), (symbol, 3))) h
            GROUP BY channel_id, symbol HAVING sum(calls) >= $4""";

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
        Tuple values = scene.back(HourHabits.BACK).addInteger(HourHabits.FEWEST);
        return sql.preparedQuery(WEEKS).execute(values).compose(rows -> {
            List<Habit> habits = rows.stream()
                    .map(HabitLook::week)
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

    private static Week week(Row row) {
        Integer[] hours = row.getArrayOfIntegers("hours");
        Integer[] calls = row.getArrayOfIntegers("calls");
        int[] counts = new int[HourRates.HOURS];
        for (int i = 0; i < hours.length; i++) {
            counts[hours[i]] = calls[i];
        }
        return new Week(
                row.getLong("channel_id"),
                row.getString("symbol"),
                counts,
                new Stretch(
                        row.getOffsetDateTime("starts_at").toInstant(),
                        row.getOffsetDateTime("ends_at").toInstant()));
    }
}
