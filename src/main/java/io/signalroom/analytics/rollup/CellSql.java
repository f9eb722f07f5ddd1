package io.signalroom.analytics.rollup;

import io.signalroom.signal.PostKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The one place that says what is counted of signals: the statements that fill rollups and those that count signals
 * directly are made of the same parts. Aliases: {@code s} a signal, {@code o} its outcome, {@code r} a rollup.
 */
public final class CellSql {
    /** Names of the directions -1, 0 and 1. */
    public static final List<String> SIDES = List.of("bearish", "neutral", "bullish");

    /** Wire names of the kinds of signals. */
    public static final List<String> KINDS = Arrays.stream(PostKind.values())
            .filter(kind -> kind != PostKind.NOISE)
            .map(PostKind::wire)
            .toList();

    /** Signals of the feed. */
    public static final String FEED = "s.state = 'published' AND s.withdrawn_at IS NULL";

    /** Joins the outcomes, one by one: a planner that takes a stretch for longer than it is would read the whole table. */
    static final String OUTCOMES = outcomes("");

    /** The same of signals that were posted from the value 1 up to the value 2, which spares a look into other years. */
    public static final String OUTCOMES_OF_RANGE = outcomes(" AND o.posted_at >= $1 AND o.posted_at < $2");

    /** What is counted, in the order of the columns. */
    public static final List<String> NAMES = List.of(
            "signals",
            "edited",
            "deleted",
            "no_data",
            "waiting",
            "open",
            "unfilled",
            "all_targets",
            "stopped",
            "expired",
            "results",
            "wins",
            "in_r",
            "sum_r");

    /** The counts of a group of signals. */
    public static final String COUNTED = """
            count(*)::int AS signals, count(s.edited_at)::int AS edited, count(s.deleted_at)::int AS deleted,\s"""
            + NAMES.subList(3, 10).stream()
                    .map(state -> "count(*) FILTER (WHERE o.state = '" + state + "')::int AS " + state)
                    .collect(Collectors.joining(", "))
            + """
            , count(o.percent)::int AS results, count(*) FILTER (WHERE coalesce(o.r, o.percent) > 0)::int AS wins,
            count(o.r)::int AS in_r, coalesce(sum(round(o.r * 1e6)), 0)::bigint AS sum_r""";

    /** The counts of a group of rollups. */
    public static final String SUMMED =
            NAMES.stream().map(name -> "sum(r." + name + ")::bigint AS " + name).collect(Collectors.joining(", "));

    /** Signals by direction and by kind, as columns of the sums. */
    public static final List<String> SPLITS =
            Stream.concat(SIDES.stream(), KINDS.stream()).toList();

    /** The columns of a sum: splits and counts. */
    static final List<String> WIDE_NAMES =
            Stream.concat(SPLITS.stream(), NAMES.stream()).toList();

    /** The same as a list of columns. */
    public static final String WIDE = String.join(", ", WIDE_NAMES);

    /** The same of a group of rollups by kind and direction. */
    public static final String WIDENED = Stream.concat(
                            IntStream.rangeClosed(-1, 1)
                                    .mapToObj(
                                            direction -> split("r.direction = " + direction, SIDES.get(direction + 1))),
                            KINDS.stream().map(kind -> split("r.kind = '" + kind + "'", kind)))
                    .collect(Collectors.joining(", "))
            + ", " + SUMMED;

    /** The same of a group of sums. */
    public static final String WIDE_SUMMED = SPLITS.stream()
                    .map(name -> "sum(r." + name + ")::bigint AS " + name)
                    .collect(Collectors.joining(", "))
            + ", " + SUMMED;

    private CellSql() {}

    private static String outcomes(String range) {
        return "LEFT JOIN LATERAL (SELECT o.state, o.r, o.percent FROM outcome o"
                + " WHERE s.kind IN ('trade_signal', 'token_launch') AND o.posted_at = s.posted_at AND o.signal_id = s.id"
                + range + " LIMIT 1) o ON true";
    }

    private static String split(String which, String name) {
        return "coalesce(sum(r.signals) FILTER (WHERE " + which + "), 0)::bigint AS " + name;
    }
}
