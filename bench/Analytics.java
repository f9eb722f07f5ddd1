import io.signalroom.analytics.AnalyticsVerticle;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.embedded.EmbeddedServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long each analysis takes without a cache, how long all rollups take to be counted anew, and how soon 1,000 new signals
 * are in them. A year of signals of 50 channels and 200 tokens is made by SQL, 35 % of them calls with outcomes.
 *
 * <p>java -Xmx512m -cp target/signalroom.jar bench/Analytics.java [signals] [runs]
 */
public final class Analytics {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.open(vertx);
    private final Pool pool;
    private final int signals;
    private final int runs;

    private Analytics(String url, int signals, int runs) {
        this.pool = Db.pool(vertx, url, "bench", new Db.Limits(4, Duration.ofSeconds(60), Duration.ofMinutes(60)));
        this.signals = signals;
        this.runs = runs;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        int signals = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        Path data = Files.createTempDirectory("signalroom-bench");
        System.setProperty("vertx.cacheDirBase", data.resolve("tmp").toString());
        try (EmbeddedServers servers = EmbeddedServers.start(data, true, false)) {
            String url = servers.postgresUrl().orElseThrow();
            Migrations.migrate(url);
            new Analytics(url, signals, runs).run();
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        fill();
        long began = System.nanoTime();
        AppConfig.Cache lifetimes = new AppConfig.Cache(
                true,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1));
        String analytics = await(vertx.deployVerticle(
                new AnalyticsVerticle(new AnalyticsVerticle.Pools(pool), bus, lifetimes, Clock.systemUTC())));
        until("SELECT epoch IS NOT NULL AND recount_from IS NULL FROM rollup_position");
        System.out.printf(
                "all rollups counted anew in %.1f s: %,d rows by hour, %,d by day%n",
                seconds(began), count("rollup_hour"), count("rollup_day"));
        until("SELECT NOT EXISTS (SELECT 1 FROM scorecard_due) FROM rollup_position");
        System.out.printf("all scorecards made in %.1f s: %,d%n", seconds(began), count("scorecard"));
        sql("VACUUM ANALYZE");
        for (Map.Entry<String, CachedQuery> question : questions().entrySet()) {
            measure(question.getKey(), question.getValue());
        }
        batch();
        await(vertx.undeploy(analytics));
        await(vertx.close());
    }

    private static Map<String, CachedQuery> questions() {
        Map<String, CachedQuery> all = new LinkedHashMap<>();
        all.put("historical, 24 h by hour", historical("-24h", "hour"));
        all.put("historical, 31 d by hour", historical("-744h", "hour"));
        all.put("historical, a year by day", historical("-8760h", "day"));
        all.put("historical, a year by week", historical("-8760h", "week"));
        all.put("historical, a channel's year", with(historical("-8760h", "day"), "channel", 7));
        all.put("historical, a channel's day", with(historical("-24h", "hour"), "channel", 7));
        all.put("historical, a token's year", with(historical("-8760h", "day"), "token", "T7"));
        all.put("historical, calls of a month", with(historical("-720h", "day"), "kind", "trade_signal"));
        all.put("token statistics", new CachedQuery("getTokenStats", new JsonObject().put("symbol", "T7")));
        all.put("leaderboard", new CachedQuery("getLeaderboard", new JsonObject().put("period", "90d")));
        all.put("trending", new CachedQuery("getTrending", new JsonObject().put("limit", 10)));
        all.put("patterns", new CachedQuery("getPatterns", new JsonObject().put("limit", 50)));
        return all;
    }

    private static CachedQuery historical(String from, String bucket) {
        return new CachedQuery(
                "getHistorical", new JsonObject().put("from", from).put("bucket", bucket));
    }

    private static CachedQuery with(CachedQuery query, String name, Object value) {
        return new CachedQuery(query.operation(), query.parameters().copy().put(name, new JsonArray().add(value)));
    }

    /** 50 channels; token n is called about as often as 1/n says, but all are called. */
    private void fill() throws Exception {
        long began = System.nanoTime();
        sql("SELECT setseed(0.5)");
        sql(
                "INSERT INTO channel (id, title, origin, source) SELECT n, 'Bench ' || n, 'imported', 'bench' FROM generate_series(1, 50) n");
        sql(
                "INSERT INTO outcome_assumptions (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage) VALUES (30, 604800, 86400, 0.001, 0.0005)");
        sql("INSERT INTO market (feed, base, quote) SELECT 'file', 'T' || n, 'USDT' FROM generate_series(1, 200) n");
        List<String> indexes = new ArrayList<>();
        await(pool.query("SELECT indexname, replace(indexdef, ' ON ONLY ', ' ON ') AS def FROM pg_indexes "
                                + "WHERE tablename IN ('signal', 'outcome') AND indexname NOT LIKE '%_pkey'")
                        .execute())
                .forEach(row -> indexes.add(row.getString("indexname") + "|" + row.getString("def")));
        for (String index : indexes) {
            sql("DROP INDEX " + index.substring(0, index.indexOf('|')));
        }
        int step = 500_000;
        for (int from = 1; from <= signals; from += step) {
            signals(from, Math.min(signals, from + step - 1), inTurn());
        }
        sql("""
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at, state,
                                 targets, has_stop, settled_at, r, percent, run_up_1h, run_up_24h, followed, done)
            SELECT id, posted_at, channel_id, origin, 1, 1, posted_at, posted_at + interval '7 days',
                   CASE WHEN d < 0.15 THEN 'unfilled' WHEN d < 0.5 THEN 'all_targets' ELSE 'stopped' END, 3, true,
                   posted_at + interval '1 day', CASE WHEN d < 0.15 THEN NULL WHEN d < 0.5 THEN d * 3 ELSE -1.02 END,
                   CASE WHEN d < 0.15 THEN NULL WHEN d < 0.5 THEN d * 6 ELSE -2.1 END, d, d * 3, true, true
            FROM (SELECT *, random() AS d FROM signal WHERE kind = 'trade_signal' OFFSET 0) s""");
        for (String index : indexes) {
            sql(index.substring(index.indexOf('|') + 1));
        }
        sql("ANALYZE");
        System.out.printf("%,d signals, %,d outcomes in %.0f s%n", count("signal"), count("outcome"), seconds(began));
    }

    /** One after the other over a year, as they would be stored. */
    private String inTurn() {
        return "now() - interval '365 days' * ((%1$d - n + random()) / %1$d)".formatted(signals);
    }

    private void signals(int from, int to, String when) throws Exception {
        sql("""
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                direction, confidence, symbol, quote, side)
            SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || substr(md5(n::text), 1, 20))::uuid, at,
                   at + interval '2 seconds', n %% 50 + 1, n, 1, 0, CASE WHEN n %% 3 = 0 THEN 'witnessed' ELSE 'imported' END,
                   (ARRAY['trade_signal','trade_signal','trade_signal','signal_update','signal_update','signal_update',
                          'token_launch','listing','pump_alert','signal_update'])[n / 50 %% 10 + 1],
                   (n / 7 %% 3)::int - 1, 0.9, 'T' || (1 + floor(200 * power(random(), 2)))::int, 'USDT', 'LONG'
            FROM (SELECT n, date_trunc('milliseconds', %s) AS at FROM generate_series(%d, %d) n) k""".formatted(when, from, to));
    }

    private void measure(String name, CachedQuery query) throws Exception {
        double[] millis = new double[runs];
        CachedAnswer answer = null;
        for (int i = -20; i < runs; i++) {
            long began = System.nanoTime();
            answer = await(bus.<CachedQuery, CachedAnswer>request(Addresses.ANALYTICS_GET, query, PATIENCE));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-32s p50 %6.1f ms, p95 %6.1f, p99 %6.1f; %d statements, %,d bytes%n",
                name,
                millis[runs / 2],
                millis[runs * 95 / 100],
                millis[runs * 99 / 100],
                answer.queries(),
                answer.body().length());
    }

    /** With their events, as a parser stores them. */
    private void batch() throws Exception {
        for (int round = 0; round < 3; round++) {
            int from = signals + 1 + round * 1_000;
            long began = System.nanoTime();
            signals(from, from + 999, "now() - random() * interval '1 hour'");
            sql("""
                WITH head AS (UPDATE event_head SET seq = seq + 1000 RETURNING seq - 1000 AS base)
                INSERT INTO signal_event (seq, type, signal_id, posted_at, channel_id, kind, direction, origin)
                SELECT head.base + row_number() OVER (), 'signal.created', id, posted_at, channel_id, kind, direction, origin
                FROM signal, head WHERE posted_at > now() - interval '2 hours' AND message_id >= %d""".formatted(from));
            double stored = seconds(began);
            bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(signals));
            until("SELECT p.seq = h.seq FROM rollup_position p, event_head h");
            System.out.printf(
                    "1,000 new signals, stored in %.2f s, are in the rollups %.2f s later (wanted: 1 s)%n",
                    stored, seconds(began) - stored);
        }
    }

    private void until(String holds) throws Exception {
        while (!(boolean) await(pool.query(holds).execute()).iterator().next().getBoolean(0)) {
            await(vertx.timer(20));
        }
    }

    private long count(String table) throws Exception {
        return await(pool.query("SELECT count(*) FROM " + table).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private void sql(String statement) throws Exception {
        await(pool.query(statement).execute());
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.MINUTES);
    }
}
