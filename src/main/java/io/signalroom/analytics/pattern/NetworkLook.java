package io.signalroom.analytics.pattern;

import io.signalroom.analytics.pattern.CopyNetworks.Network;
import io.signalroom.analytics.pattern.CopyNetworks.Pair;
import io.signalroom.analytics.pattern.Pattern.Stretch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks at the copies of the last 90 days. */
final class NetworkLook implements Look {
    private static final Duration BACK = Duration.ofDays(90);

    private static final String PAIRS = """
            SELECT first_channel_id, channel_id, count(*)::int AS copies,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY lag_seconds) AS lag,
                   count(*) FILTER (WHERE lag_seconds = 0)::int AS ties,
                   min(first_at) AS starts_at, max(posted_at) AS ends_at
            FROM signal_copy WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3
            GROUP BY 1, 2 HAVING count(*) >= $4 ORDER BY 3 DESC LIMIT 20000""";

    private static final String CALLS = """
            SELECT channel_id, count(*)::int AS calls FROM signal_sketch
            WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3 AND channel_id = ANY ($4::bigint[]) GROUP BY 1""";

    private static final String NEWEST = """
            SELECT channel_id, first_channel_id, signal_id, first_id FROM (
                SELECT channel_id, first_channel_id, signal_id, first_id, posted_at,
                       row_number() OVER (PARTITION BY channel_id, first_channel_id ORDER BY posted_at DESC, signal_id) AS n
                FROM signal_copy
                WHERE origin = $1 AND posted_at > $2 AND posted_at <= $3 AND channel_id = ANY ($4::bigint[])) c
            WHERE n <= 25 ORDER BY posted_at DESC, signal_id LIMIT 20000""";

    private final Map<String, Voices> voices = new HashMap<>();

    /** Who speaks for himself in an origin, as of the newest look. */
    Voices voices(String origin) {
        return voices.getOrDefault(origin, Voices.ALL_THEIR_OWN);
    }

    @Override
    public Set<PatternKind> kinds() {
        return Set.of(PatternKind.COPY_NETWORK);
    }

    @Override
    public Future<List<Pattern>> at(SqlClient sql, Scene scene) {
        return sql.preparedQuery(PAIRS)
                .execute(scene.back(BACK).addInteger(CopyNetworks.JOINING))
                .map(rows -> rows.stream().map(NetworkLook::pair).toList())
                .compose(pairs -> {
                    List<Network> networks = CopyNetworks.join(pairs);
                    voices.put(scene.origin(), CopyNetworks.voices(networks));
                    return networks.isEmpty()
                            ? Future.succeededFuture(List.<Pattern>of())
                            : patterns(sql, scene, networks);
                });
    }

    private static Pair pair(Row row) {
        return new Pair(
                row.getLong("first_channel_id"),
                row.getLong("channel_id"),
                row.getInteger("copies"),
                row.getDouble("lag"),
                row.getInteger("ties"),
                new Stretch(
                        row.getOffsetDateTime("starts_at").toInstant(),
                        row.getOffsetDateTime("ends_at").toInstant()));
    }

    private static Future<List<Pattern>> patterns(SqlClient sql, Scene scene, List<Network> all) {
        List<Network> networks = all.stream()
                .sorted(Comparator.comparingInt(Network::copies).reversed())
                .limit(PatternStore.KEPT)
                .toList();
        Long[] followers = networks.stream()
                .flatMap(network -> network.followers().stream())
                .toArray(Long[]::new);
        return sql.preparedQuery(CALLS)
                .execute(scene.back(BACK).addArrayOfLong(followers))
                .map(rows -> {
                    Map<Long, Integer> calls = new HashMap<>();
                    rows.forEach(row -> calls.put(row.getLong(0), row.getInteger(1)));
                    return calls;
                })
                .compose(calls -> sql.preparedQuery(NEWEST)
                        .execute(scene.back(BACK).addArrayOfLong(followers))
                        .map(rows -> networks.stream()
                                .map(network -> CopyNetworks.pattern(network, calls, scene.names())
                                        .listing(newest(network, rows)))
                                .toList()));
    }

    /** The newest copies, each with what it repeats. */
    private static List<UUID> newest(Network network, RowSet<Row> rows) {
        Set<List<Long>> joined = network.pairs().stream()
                .map(pair -> List.of(pair.first(), pair.follower()))
                .collect(Collectors.toSet());
        Set<UUID> ids = new LinkedHashSet<>();
        for (Row row : rows) {
            if (ids.size() < Pattern.LISTED && joined.contains(List.of(row.getLong(1), row.getLong(0)))) {
                ids.add(row.getUUID(2));
                ids.add(row.getUUID(3));
            }
        }
        return new ArrayList<>(ids);
    }
}
