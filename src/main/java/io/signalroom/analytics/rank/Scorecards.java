package io.signalroom.analytics.rank;

import io.signalroom.analytics.rank.CallReader.Known;
import io.signalroom.signal.Origin;
import io.signalroom.signal.SignalId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the scorecards of channels and tokens: pure functions of their calls as the tables say, made anew when an event
 * touched one and once an hour besides, since periods end, comparisons come late, and claims are judged as prices go on.
 *
 * <p>Nodes share the work: who takes a key puts it off for half a minute, and strikes it out only if nothing touched it
 * meanwhile. After a kill it comes up again.
 */
public final class Scorecards {
    private static final String TAKE = """
            UPDATE scorecard_due d SET due_at = now() + interval '30 seconds'
            FROM (SELECT scope, key FROM scorecard_due WHERE due_at <= now() ORDER BY due_at LIMIT $1
                  FOR UPDATE SKIP LOCKED) t
            WHERE d.scope = t.scope AND d.key = t.key RETURNING d.scope, d.key, d.version""";

    private static final String FORGET = "DELETE FROM scorecard WHERE scope = $1 AND key = $2";
    private static final String KEEP = """
            INSERT INTO scorecard (scope, key, origin, period, card, rests_until)
            SELECT $1, $2, r.origin, r.period, r.card, now() + $4::float8 * interval '1 millisecond'
            FROM json_to_recordset($3::json) AS r (origin text, period text, card json)""";
    private static final String STILL = "SELECT version FROM scorecard_due WHERE scope = $1 AND key = $2 FOR UPDATE";
    private static final String STRIKE = "DELETE FROM scorecard_due WHERE scope = $1 AND key = $2";
    private static final String AGAIN = """
            UPDATE scorecard_due SET due_at = now() + greatest(5000, $3::float8) * interval '1 millisecond'
            WHERE scope = $1 AND key = $2""";
    private static final String SAME = """
            SELECT (SELECT coalesce(json_agg(json_build_object('origin', origin, 'period', period, 'card', card)
                                    ORDER BY origin, period), '[]')::jsonb
                    FROM scorecard WHERE scope = $1 AND key = $2)
                = (SELECT coalesce(jsonb_agg(r ORDER BY r->>'origin', r->>'period'), '[]')
                   FROM jsonb_array_elements($3::json::jsonb) r) AS same""";
    private static final String TELL = "UPDATE rollup_position SET revision = revision + 1";

    private static final String OLD = """
            INSERT INTO scorecard_due (scope, key)
            SELECT scope, key FROM scorecard WHERE made_at < now() - interval '1 hour' GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 200
            ON CONFLICT DO NOTHING""";

    private static final int SHOWN = 3;
    /** How much longer one rests than it took to make, so that a busy one keeps no node busy. */
    private static final int REST = 20;
    /** A single slow time is no reason to rest for long. */
    private static final long MOST_REST_MILLIS = 60_000;

    private static final Comparator<Known> BY_RESULT =
            Comparator.comparing((Known known) -> result(known)).thenComparing(Known::signal);

    private static final Logger log = LoggerFactory.getLogger(Scorecards.class);

    private final Vertx vertx;
    private final Pool pool;

    public Scorecards(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    private record Due(String scope, String key, long version) {
        static Due of(Row row) {
            return new Due(row.getString(0), row.getString(1), row.getLong(2));
        }
    }

    /** Scorecards and how long they rest. */
    private record Made(JsonArray cards, long restMillis) {}

    /**
     * Makes some of those anew that are due.
     *
     * @param limit how many at most
     * @return how many there were; {@code limit} means that more may be due
     */
    public Future<Integer> renew(int limit, Instant now) {
        return pool.preparedQuery(TAKE)
                .mapping(Due::of)
                .execute(Tuple.of(limit))
                .compose(rows -> {
                    Future<Boolean> changed = Future.succeededFuture(false);
                    for (Due due : rows) {
                        changed = changed.compose(before -> renewed(due, now).map(again -> before || again));
                    }
                    return changed.compose(some -> some ? tell() : Future.succeededFuture())
                            .map(rows.size());
                });
    }

    /** One that fails comes up again in half a minute and holds up no other. */
    private Future<Boolean> renewed(Due due, Instant now) {
        return renew(due, now).otherwise(failure -> {
            log.warn("the scorecard of {} {} waits: {}", due.scope, due.key, failure.getMessage());
            return false;
        });
    }

    /** Those that are an hour old become due. */
    public Future<Void> age() {
        return pool.query(OLD).execute().mapEmpty();
    }

    private Future<Void> tell() {
        return pool.query(TELL).execute().mapEmpty();
    }

    /** True if it says something else now. */
    private Future<Boolean> renew(Due due, Instant now) {
        long began = System.nanoTime();
        return CallReader.read(pool, due.scope, due.key)
                .compose(calls -> vertx.executeBlocking(() -> cards(calls, now), false))
                .compose(cards -> pool.withTransaction(tx -> tx.preparedQuery(STILL)
                        .execute(Tuple.of(due.scope, due.key))
                        .compose(still -> still.size() == 0
                                ? Future.succeededFuture(false)
                                : keep(
                                        tx,
                                        due,
                                        new Made(cards, rest(System.nanoTime() - began)),
                                        still.iterator().next().getLong(0) == due.version))));
    }

    private static long rest(long nanos) {
        return Math.min(MOST_REST_MILLIS, REST * nanos / 1_000_000);
    }

    /** If something touched it meanwhile, it stays due; if another node has made it, nothing is to be done. */
    private static Future<Boolean> keep(SqlConnection tx, Due due, Made made, boolean untouched) {
        double rest = made.restMillis;
        Tuple key = Tuple.of(due.scope, due.key);
        return (untouched
                        ? tx.preparedQuery(STRIKE).execute(key)
                        : tx.preparedQuery(AGAIN).execute(Tuple.of(due.scope, due.key, rest)))
                .compose(x -> tx.preparedQuery(SAME).execute(Tuple.of(due.scope, due.key, made.cards)))
                .compose(same -> tx.preparedQuery(FORGET)
                        .execute(key)
                        .compose(x -> tx.preparedQuery(KEEP).execute(Tuple.of(due.scope, due.key, made.cards, rest)))
                        .map(!same.iterator().next().getBoolean("same")));
    }

    /** One for each origin and period that has a call. */
    static JsonArray cards(List<Known> calls, Instant now) {
        JsonArray cards = new JsonArray();
        Map<Origin, List<Known>> origins = calls.stream()
                .collect(Collectors.groupingBy(known -> known.call().source().origin()));
        origins.forEach((origin, all) -> {
            for (Period period : Period.values()) {
                List<Known> within = all.stream()
                        .filter(known -> period.holds(known.call().source().postedAt(), now))
                        .toList();
                if (!within.isEmpty()) {
                    cards.add(new JsonObject()
                            .put("origin", origin.wire())
                            .put("period", period.wire())
                            .put("card", card(within)));
                }
            }
        });
        return cards;
    }

    private static JsonObject card(List<Known> calls) {
        List<Known> over = calls.stream()
                .filter(known -> known.call().result().percent() != null)
                .sorted(BY_RESULT)
                .toList();
        int shown = Math.min(SHOWN, over.size());
        JsonArray worst = new JsonArray(
                over.subList(0, shown).stream().map(Scorecards::line).toList());
        JsonArray best = new JsonArray(over.subList(over.size() - shown, over.size()).stream()
                .sorted(BY_RESULT.reversed())
                .map(Scorecards::line)
                .toList());
        List<MeasuredCall> measured = calls.stream().map(Known::call).toList();
        return ScorecardJson.of(Scorecard.of(measured)).put("best", best).put("worst", worst);
    }

    private static double result(Known known) {
        return known.call().result().percent();
    }

    private static JsonObject line(Known known) {
        MeasuredCall call = known.call();
        return new JsonObject()
                .put("id", new SignalId(known.signal()).toString())
                .put("channelId", String.valueOf(call.source().channelId()))
                .put("symbol", call.source().token())
                .put("postedAt", call.source().postedAt().toString())
                .put("r", Shares.rounded(call.result().r()))
                .put("percent", Shares.rounded(call.result().percent()));
    }
}
