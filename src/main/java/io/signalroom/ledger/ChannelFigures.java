package io.signalroom.ledger;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a channel did lately, from counts by day and from scorecards: never from the signals themselves, so that a list costs
 * the same however many there are.
 */
public final class ChannelFigures {
    /** Days that are counted, today included. */
    private static final int DAYS = 30;

    /** How far back the record goes, as scorecards call it. */
    private static final String PERIOD = "90d";

    private static final double DAY_SECONDS = ChronoUnit.DAYS.getDuration().toSeconds();
    private static final double DIGITS = 100;

    /** Joined to channels {@code c}; the figures' aliases are {@code p}, {@code f} and {@code k}. */
    private static final String JOINS = """
            LEFT JOIN LATERAL (
                SELECT sum(d.posts)::bigint AS posts,
                       sum(d.posts) FILTER (WHERE d.origin <> 'imported')::bigint AS heard,
                       (SELECT min(e.day) FROM channel_day e
                        WHERE e.channel_id = c.id AND e.origin = ANY ($%2$d::text[])) AS since,
                       (SELECT min(e.day) FROM channel_day e
                        WHERE e.channel_id = c.id AND e.origin <> 'imported') AS heard_since
                FROM channel_day d
                WHERE d.channel_id = c.id AND d.day >= $%1$d::date AND d.origin = ANY ($%2$d::text[])) p ON true
            LEFT JOIN LATERAL (
                SELECT sum(r.signals)::bigint AS signals, sum(r.edited)::bigint AS edited,
                       sum(r.deleted)::bigint AS deleted, sum(r.posts)::bigint AS posts,
                       bool_or(r.posts IS NULL) AS recounting
                FROM rollup_day_sum r
                WHERE r.scope = 'channel' AND r.key = c.id::text AND r.day >= $%1$d::date::timestamp AT TIME ZONE 'UTC'
                  AND r.origin = ANY ($%2$d::text[])) f ON true
            LEFT JOIN LATERAL (
                SELECT s.origin, s.card FROM scorecard s
                WHERE s.scope = 'channel' AND s.key = c.id::text AND s.period = '%3$s' AND s.origin = ANY ($%2$d::text[])
                  AND (s.card ->> 'inR' IS NOT NULL OR s.card ->> 'inPercent' IS NOT NULL)
                ORDER BY array_position($%2$d::text[], s.origin) LIMIT 1) k ON true""";

    static final String COLUMNS =
            "p.posts AS day_posts, p.since AS day_since, p.heard AS day_heard, p.heard_since AS day_heard_since,"
                    + " f.signals AS day_signals, f.edited AS day_edited, f.deleted AS day_deleted,"
                    + " f.posts AS day_signal_posts, f.recounting AS day_recounting,"
                    + " k.origin AS record_origin, k.card AS record_card";

    private ChannelFigures() {}

    /**
     * What is counted.
     *
     * @param now the end
     * @param imported whether posts count that were loaded later
     */
    public record Window(Instant now, boolean imported) {
        LocalDate from() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS - 1L);
        }

        /** The best evidence first. */
        String[] origins() {
            List<String> seen = List.of("witnessed", "demo", "manual");
            return imported ? new String[] {"witnessed", "imported", "demo", "manual"} : seen.toArray(String[]::new);
        }
    }

    /**
     * The joins.
     *
     * @param from number of the parameter with the first day
     */
    static String joins(int from) {
        return JOINS.formatted(from, from + 1, PERIOD);
    }

    /**
     * Adds the figures of a row; those of what never was are null or 0. A post counts by the origin of its first version and a
     * signal by that of the version it was read from, so there may be more of these than posts. How many posts hold signals is
     * null while that is counted anew.
     */
    static JsonObject add(JsonObject channel, Row row, Window window) {
        JsonObject card = row.getJsonObject("record_card");
        return channel.put("countedFrom", window.from() + "T00:00:00Z")
                .put("postsPerDay", perDay(row.getLocalDate("day_since"), count(row, "day_posts"), window))
                .put("heardPerDay", perDay(row.getLocalDate("day_heard_since"), count(row, "day_heard"), window))
                .put(
                        "counted",
                        new JsonObject()
                                .put("posts", count(row, "day_posts"))
                                .put("signalPosts", signalPosts(row))
                                .put("signals", count(row, "day_signals"))
                                .put("edited", count(row, "day_edited"))
                                .put("deleted", count(row, "day_deleted")))
                .put("record", card == null ? null : record(row.getString("record_origin"), card));
    }

    private static long count(Row row, String column) {
        Long count = row.getLong(column);
        return count == null ? 0 : count;
    }

    private static Long signalPosts(Row row) {
        return Boolean.TRUE.equals(row.getBoolean("day_recounting"))
                ? null
                : Long.valueOf(Math.min(count(row, "day_signal_posts"), count(row, "day_posts")));
    }

    /** Over the days since the first of these posts, if that was within the window; null before it. */
    private static Double perDay(LocalDate first, long posts, Window window) {
        if (first == null) {
            return null;
        }
        LocalDate since = first.isAfter(window.from()) ? first : window.from();
        Instant began = since.atStartOfDay(ZoneOffset.UTC).toInstant();
        double days = Math.max(1, began.until(window.now, ChronoUnit.SECONDS) / DAY_SECONDS);
        return Math.rint(posts / days * DIGITS) / DIGITS;
    }

    /** Of calls with a stop; of those without where there are no others. */
    private static JsonObject record(String origin, JsonObject card) {
        boolean inR = card.getJsonObject("inR") != null;
        JsonObject figures = card.getJsonObject(inR ? "inR" : "inPercent");
        return figures == null
                ? null
                : new JsonObject()
                        .put("origin", origin)
                        .put("period", PERIOD)
                        .put("withStop", inR)
                        .put("winRate", figures.getJsonObject("winRate"))
                        .put("ranked", figures.getBoolean("ranked"));
    }
}
