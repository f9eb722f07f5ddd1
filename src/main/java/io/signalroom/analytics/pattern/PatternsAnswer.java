package io.signalroom.analytics.pattern;

import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/** Answers {@code getPatterns} from the table of patterns alone. */
public final class PatternsAnswer {
    private static final String FIND = """
            SELECT p.id, p.kind, p.origin, p.symbol, p.score, p.starts_at, p.ends_at, p.title, p.evidence, p.signals,
                   p.signal_count, c.channels
            FROM pattern p
            LEFT JOIN LATERAL (
                SELECT json_agg(json_strip_nulls(json_build_object(
                           'id', c.id::text, 'username', c.username, 'title', c.title)) ORDER BY u.n) AS channels
                FROM unnest(p.channels) WITH ORDINALITY AS u (id, n) JOIN channel c ON c.id = u.id) c ON true
            WHERE p.kind = ANY ($1::text[]) AND ($2::text[] IS NULL OR p.origin = ANY ($2))
              AND ($3::text[] IS NULL OR p.symbol = ANY ($3)) AND ($4::bigint[] IS NULL OR p.channels && $4)
              AND p.score >= $5
            ORDER BY p.ends_in DESC, p.score DESC, p.id LIMIT $6""";

    private static final String AS_OF = """
            SELECT (SELECT epoch FROM event_head) AS epoch, min(r.computed_at) AS computed_at,
                   CASE WHEN bool_and(r.kind IS NOT NULL) THEN min(r.seq) END AS seq
            FROM unnest($1::text[]) AS k (kind) LEFT JOIN pattern_round r ON r.kind = k.kind""";

    private static final List<String> ALL =
            Arrays.stream(PatternKind.values()).map(PatternKind::wire).toList();

    private PatternsAnswer() {}

    /**
     * The patterns: the newest hour first, in an hour the strongest.
     *
     * @param parameters as in the contract, lists as arrays, channels by id; what is left out does not matter
     */
    public static Future<JsonObject> answer(SqlClient sql, JsonObject parameters, Instant now) {
        JsonArray asked = parameters.getJsonArray("kind");
        JsonArray channels = parameters.getJsonArray("channel");
        String[] kinds = (asked == null ? ALL : texts(asked)).toArray(String[]::new);
        Tuple values = Tuple.tuple()
                .addArrayOfString(kinds)
                .addArrayOfString(array(parameters, "origin"))
                .addArrayOfString(array(parameters, "token"))
                .addArrayOfLong(
                        channels == null
                                ? null
                                : channels.stream()
                                        .map(id -> ((Number) id).longValue())
                                        .toArray(Long[]::new))
                .addDouble(parameters.getDouble("minScore", 0.0))
                .addInteger(parameters.getInteger("limit", 50));
        Future<Row> asOf = sql.preparedQuery(AS_OF)
                .execute(Tuple.tuple().addArrayOfString(kinds))
                .map(rows -> rows.iterator().next());
        // read first: what is told of the patterns is then at least as old as they are
        return asOf.compose(position -> sql.preparedQuery(FIND).execute(values).map(rows -> {
            JsonArray data = new JsonArray();
            rows.forEach(row -> data.add(json(row)));
            OffsetDateTime computed = position.getOffsetDateTime("computed_at");
            Long seq = position.getLong("seq");
            return new JsonObject()
                    .put("data", data)
                    .put(
                            "asOf",
                            new JsonObject()
                                    .put("epoch", position.getString("epoch"))
                                    .put("seq", seq == null ? 0 : seq))
                    .put(
                            "computedAt",
                            computed == null ? null : computed.toInstant().toString());
        }));
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    private static String[] array(JsonObject parameters, String name) {
        JsonArray array = parameters.getJsonArray(name);
        return array == null ? null : texts(array).toArray(String[]::new);
    }

    private static JsonObject json(Row row) {
        JsonArray signals = new JsonArray();
        Arrays.stream(row.getArrayOfUUIDs("signals")).forEach(id -> signals.add(new SignalId(id).toString()));
        JsonArray channels = row.getJsonArray("channels");
        return new JsonObject()
                .put("id", row.getString("id"))
                .put("kind", row.getString("kind"))
                .put("origin", row.getString("origin"))
                .put("symbol", row.getString("symbol"))
                .put("channels", channels == null ? new JsonArray() : channels)
                .put("score", row.getDouble("score"))
                .put("from", row.getOffsetDateTime("starts_at").toInstant().toString())
                .put("to", row.getOffsetDateTime("ends_at").toInstant().toString())
                .put("title", row.getString("title"))
                .put("evidence", row.getJsonObject("evidence"))
                .put("signals", signals)
                .put("signalCount", row.getInteger("signal_count"));
    }
}
