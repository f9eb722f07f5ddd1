package io.signalroom.analytics.rank;

import static io.signalroom.analytics.rank.Shares.rounded;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers {@code getLeaderboard}: channels by the lower bound of what a call of theirs gives, drawn towards the mean of all
 * the more the fewer results there are ({@link Figures#sortKey}); never by their win rate, which tiny targets and far stops
 * lift. One board an origin: what was seen live is not compared with what was loaded later, and neither with the demo.
 */
public final class Leaderboard {
    private static final List<String> ORIGINS = List.of("witnessed", "imported", "manual", "demo");

    private static final String CARDS = """
            SELECT s.key::bigint AS id, s.origin, s.card, c.username, c.title
            FROM scorecard s JOIN channel c ON c.id = s.key::bigint
            WHERE s.scope = 'channel' AND s.period = $1 AND ($2::text IS NULL OR s.origin = $2)""";

    private Leaderboard() {}

    private record Entry(Long id, String username, String title, JsonObject card, JsonObject figures) {
        int results() {
            return figures == null ? 0 : figures.getJsonObject("winRate").getInteger("of");
        }

        double sum() {
            return figures == null ? 0 : figures.getDouble("expectancy") * results();
        }
    }

    private record Placed(Entry entry, Double key) {}

    /**
     * The boards.
     *
     * @param parameters {@code period} (30d, 90d, all), {@code unit} (r, percent), {@code origin} (one, or left out for all),
     *     {@code minResults}, {@code limit} of channels a board
     */
    public static Future<JsonObject> answer(SqlClient sql, JsonObject parameters, Instant now) {
        String period = parameters.getString("period", "90d");
        String unit = parameters.getString("unit", "r");
        int enough = Math.max(TrackRecord.ENOUGH, parameters.getInteger("minResults", TrackRecord.ENOUGH));
        int limit = parameters.getInteger("limit", 50);
        String figures = unit.equals("r") ? "inR" : "inPercent";
        return sql.preparedQuery(CARDS)
                .execute(Tuple.of(period, parameters.getString("origin")))
                .map(rows -> {
                    Map<String, List<Entry>> byOrigin = new TreeMap<>(Comparator.comparing(ORIGINS::indexOf));
                    rows.forEach(row -> byOrigin.computeIfAbsent(row.getString("origin"), x -> new ArrayList<>())
                            .add(entry(row, figures)));
                    JsonArray boards = new JsonArray();
                    byOrigin.forEach((origin, entries) ->
                            boards.add(board(entries, enough, limit).put("origin", origin)));
                    return new JsonObject()
                            .put("period", period)
                            .put("unit", unit)
                            .put("minResults", enough)
                            .put("boards", boards);
                });
    }

    private static Entry entry(Row row, String figures) {
        JsonObject card = row.getJsonObject("card");
        return new Entry(
                row.getLong("id"),
                row.getString("username"),
                row.getString("title"),
                card,
                card.getJsonObject(figures));
    }

    private static JsonObject board(List<Entry> entries, int enough, int limit) {
        int results = entries.stream().mapToInt(Entry::results).sum();
        double mean =
                results == 0 ? 0 : entries.stream().mapToDouble(Entry::sum).sum() / results;
        List<Placed> placed = entries.stream()
                .map(entry -> new Placed(entry, key(entry, enough, mean)))
                .sorted(Comparator.comparing(Placed::key, Comparator.nullsLast(Comparator.<Double>reverseOrder()))
                        .thenComparing(p -> -p.entry.results())
                        .thenComparing(p -> p.entry.id))
                .toList();
        JsonArray data = new JsonArray();
        for (int i = 0; i < Math.min(limit, placed.size()); i++) {
            data.add(line(placed.get(i), i + 1));
        }
        return new JsonObject()
                .put("channels", entries.size())
                .put("ranked", placed.stream().filter(p -> p.key != null).count())
                .put("results", results)
                .put("mean", results == 0 ? null : rounded(mean))
                .put("data", data);
    }

    private static Double key(Entry entry, int enough, double mean) {
        Double lower = entry.figures == null ? null : entry.figures.getDouble("lowerBound");
        return lower == null || entry.results() < enough ? null : TrackRecord.shrunk(lower, entry.results(), mean);
    }

    private static JsonObject line(Placed placed, int place) {
        Entry entry = placed.entry;
        return new JsonObject()
                .put("rank", placed.key == null ? null : place)
                .put("score", rounded(placed.key))
                .put(
                        "channel",
                        new JsonObject()
                                .put("id", entry.id.toString())
                                .put("username", entry.username)
                                .put("title", entry.title))
                .put("card", entry.card);
    }
}
