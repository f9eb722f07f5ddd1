package io.signalroom.analytics.pattern;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Writes the table of patterns: only what is new, what has changed and what is gone. */
final class PatternStore {
    /** Patterns of one kind and origin that are kept, the strongest. */
    static final int KEPT = 200;

    private static final String REPLACE = """
            WITH given AS MATERIALIZED (
                SELECT r.id, r.kind, r.symbol, coalesce(r.channels, '{}') AS channels, r.score, r."from", r."to", r.title,
                       r.evidence, coalesce(r.signals, '{}') AS signals, r.count
                FROM json_to_recordset($3::json) AS r (
                    id text, kind text, symbol text, channels bigint[], score double precision, "from" timestamptz,
                    "to" timestamptz, title text, evidence json, signals uuid[], count integer)),
            gone AS (
                DELETE FROM pattern p WHERE p.origin = $1 AND p.kind = ANY ($2::text[])
                    AND NOT EXISTS (SELECT 1 FROM given g WHERE g.id = p.id) RETURNING 1),
            written AS (
            INSERT INTO pattern AS p (id, kind, origin, symbol, channels, score, starts_at, ends_at, title, evidence,
                                      signals, signal_count)
            SELECT id, kind, $1, symbol, channels, score, "from", "to", title, evidence, signals, count FROM given
            ON CONFLICT (id) DO UPDATE
            SET symbol = excluded.symbol, channels = excluded.channels, score = excluded.score,
                starts_at = excluded.starts_at, ends_at = excluded.ends_at, title = excluded.title,
                evidence = excluded.evidence, signals = excluded.signals, signal_count = excluded.signal_count
            WHERE (p.symbol, p.channels, p.score, p.starts_at, p.ends_at, p.title, p.evidence::text, p.signals,
                   p.signal_count)
                IS DISTINCT FROM (excluded.symbol, excluded.channels, excluded.score, excluded.starts_at,
                                  excluded.ends_at, excluded.title, excluded.evidence::text, excluded.signals,
                                  excluded.signal_count)
            RETURNING 1)
            UPDATE rollup_position SET revision = revision + 1
            WHERE EXISTS (SELECT 1 FROM gone) OR EXISTS (SELECT 1 FROM written)""";

    private static final String ROUND = """
            INSERT INTO pattern_round (kind, seq, computed_at) SELECT k, $2, $3 FROM unnest($1::text[]) k
            ON CONFLICT (kind) DO UPDATE SET seq = excluded.seq, computed_at = excluded.computed_at""";

    /** Makes these the only patterns of these kinds and this origin. */
    Future<Void> replace(SqlConnection tx, String origin, Collection<PatternKind> kinds, List<Pattern> patterns) {
        JsonArray rows = new JsonArray();
        strongest(kinds, patterns).forEach(pattern -> rows.add(row(pattern, origin)));
        return tx.preparedQuery(REPLACE)
                .execute(Tuple.tuple()
                        .addString(origin)
                        .addArrayOfString(names(kinds))
                        .addValue(rows))
                .mapEmpty();
    }

    /**
     * Says that these kinds are worked out for all origins.
     *
     * @param seq from all events up to this one
     */
    Future<Void> round(SqlConnection tx, Collection<PatternKind> kinds, long seq, Instant at) {
        return tx.preparedQuery(ROUND)
                .execute(Tuple.tuple()
                        .addArrayOfString(names(kinds))
                        .addLong(seq)
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static String[] names(Collection<PatternKind> kinds) {
        return kinds.stream().map(PatternKind::wire).toArray(String[]::new);
    }

    private static List<Pattern> strongest(Collection<PatternKind> kinds, List<Pattern> patterns) {
        List<Pattern> kept = new ArrayList<>();
        for (PatternKind kind : kinds) {
            patterns.stream()
                    .filter(pattern -> pattern.kind() == kind)
                    .sorted(Comparator.comparingDouble(Pattern::score).reversed())
                    .limit(KEPT)
                    .forEach(kept::add);
        }
        return kept;
    }

    private static JsonObject row(Pattern pattern, String origin) {
        JsonArray signals = new JsonArray();
        pattern.signals().ids().forEach(id -> signals.add(id.toString()));
        return new JsonObject()
                .put("id", pattern.id(origin))
                .put("kind", pattern.kind().wire())
                .put("symbol", pattern.subject().symbol())
                .put("channels", new JsonArray(pattern.subject().channels()))
                .put("score", pattern.score())
                .put("from", pattern.stretch().from())
                .put("to", pattern.stretch().to())
                .put("title", pattern.finding().title())
                .put("evidence", pattern.finding().evidence())
                .put("signals", signals)
                .put("count", pattern.signals().count());
    }
}
