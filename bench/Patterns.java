import io.signalroom.analytics.pattern.PatternVerticle;
import io.signalroom.analytics.pattern.PatternsAnswer;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.SignalsStored;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes to sketch the texts of many calls and find their copies, how long one round of all looks takes, how soon a
 * new call is in the patterns, and how long an answer takes.
 *
 * <p>java -Xmx512m -cp target/signalroom.jar bench/Patterns.java [signals]
 */
public final class Patterns {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final int CHANNELS = 100;
    private static final int TOKENS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.open(vertx);
    private final Pool pool;
    private final int signals;

    private Patterns(String url, int signals) {
        this.pool = Db.pool(vertx, url, "bench", new Db.Limits(4, Duration.ofSeconds(60), Duration.ofMinutes(30)));
        this.signals = signals;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        int signals = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path data = Files.createTempDirectory("signalroom-bench");
        System.setProperty("vertx.cacheDirBase", data.resolve("tmp").toString());
        try (EmbeddedServers servers = EmbeddedServers.start(data, true, false)) {
            String url = servers.postgresUrl().orElseThrow();
            Migrations.migrate(url);
            new Patterns(url, signals).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        fill();
        String id =
                await(vertx.deployVerticle(new PatternVerticle(pool, bus, Clock.fixed(NOW, java.time.ZoneOffset.UTC))));
        catchUp();
        rounds();
        latency();
        answers();
        await(vertx.undeploy(id));
        await(pool.close());
        await(vertx.close());
    }

    /**
     * A year of calls in 100 channels, of tokens as unevenly as in the demo; a fifth of the channels repeat a fourth of what
     * another said some seconds before; prices ran before some of them.
     */
    private void fill() throws Exception {
        long began = System.nanoTime();
        sql("SELECT setseed(0.5)");
        sql(
                "INSERT INTO channel (id, title, username, origin, source) SELECT n, 'Bench ' || n, 'bench' || n, 'witnessed', "
                        + "'bench' FROM generate_series(1, " + CHANNELS + ") n");
        sql("INSERT INTO market (feed, base, quote) VALUES ('file', 'T0', 'USDT')");
        int part = 250_000;
        for (int from = 0; from < signals; from += part) {
            part(from, Math.min(signals, from + part));
        }
        sql("""
            WITH head AS (UPDATE event_head SET seq = (SELECT count(*) FROM signal) RETURNING seq)
            INSERT INTO signal_event (seq, type, signal_id, posted_at, channel_id, kind, direction, origin)
            SELECT row_number() OVER (ORDER BY posted_at, id), 'signal.created', id, posted_at, channel_id, kind, direction, origin
            FROM signal""");
        sql("""
            INSERT INTO outcome (signal_id, posted_at, channel_id, origin, market_id, assumptions_id, arrival, ends_at, state,
                                 targets, has_stop, run_up_1h, run_up_24h)
            SELECT id, posted_at, channel_id, origin, 1, 1, posted_at, posted_at, 'no_data', 0, false,
                   (random() + random() + random() - 1.5) * 6, (random() + random() + random() - 1.5) * 20 + channel_id % 7
            FROM signal""");
        sql("VACUUM ANALYZE");
        System.out.printf("%,d calls in %.0f s%n", count("signal"), seconds(began));
    }

    private void part(int from, int to) throws Exception {
        sql("""
            CREATE TEMP TABLE made AS
            SELECT n, at + CASE WHEN copy THEN floor(2 + random() * 38) * interval '1 second' ELSE interval '0' END AS at,
                   CASE WHEN copy THEN %1$d - c %% 20 ELSE c END AS channel, 'T' || t AS coin, (n %% 3 > 0)::int * 2 - 1 AS side,
                   text || CASE WHEN copy THEN ' join us for more' ELSE '' END AS text
            FROM (SELECT k.n, k.copy, b.at, b.c, b.t, b.text
                  FROM (SELECT n, n %% 20 = 19 AS copy, n - (n %% 20 = 19)::int AS base FROM generate_series(%2$d, %3$d - 1) n) k
                  CROSS JOIN LATERAL (
                      SELECT timestamptz '%4$s' - (%5$d - base) / %5$d::float8 * interval '31536000 seconds' AS at,
                             abs(hashint4(base)) %% 80 + 1 AS c,
                             floor(%6$d * power((abs(hashint4(base + 7)) %% 10000) / 10000.0, 2))::int AS t,
                             (SELECT string_agg(w, ' ') FROM (
                                 SELECT CASE WHEN g %% 2 = 0 THEN 'label' || g ELSE (abs(hashint4(base * 37 + g)) %% 100000)::text END AS w
                                 FROM generate_series(1, 30) g) words) AS text OFFSET 0) b) x""".formatted(CHANNELS, from, to, NOW, signals, TOKENS));
        sql("""
            INSERT INTO message (channel_id, message_id, revision, posted_at, first_seen_at, origin, text, chain_no, chain_hash)
            SELECT channel, n, 1, at, at, 'witnessed', text, n, sha256('no chain') FROM made""");
        sql("""
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind, direction,
                                confidence, symbol, quote, side, entries)
            SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || substr(md5(n::text), 1, 20))::uuid, at, at,
                   channel, n, 1, 0, 'witnessed', 'trade_signal', side, 0.9, coin, 'USDT',
                   CASE side WHEN 1 THEN 'LONG' ELSE 'SHORT' END, ARRAY[1]
            FROM made""");
        sql("DROP TABLE made");
    }

    private void catchUp() throws Exception {
        long began = System.nanoTime();
        for (int quarter = 1; quarter <= 4; quarter++) {
            until("SELECT seq >= " + (long) signals * quarter / 4 + " FROM pattern_position");
            System.out.printf("  %d %% after %.1f s%n", 25 * quarter, seconds(began));
        }
        double seconds = seconds(began);
        System.out.printf(
                "sketched: %,d texts in %.1f s, %,.0f a second, %,d copies found; tables %s and %s%n",
                signals,
                seconds,
                signals / seconds,
                count("signal_copy"),
                text(
                        "SELECT pg_size_pretty(sum(pg_total_relation_size(relid))) FROM pg_partition_tree('signal_sketch')"),
                text("SELECT pg_size_pretty(pg_total_relation_size('signal_copy'))"));
        sql("VACUUM ANALYZE signal_sketch, signal_copy");
    }

    /** What the server spends on each statement of a round; the looks run one after the other. */
    private void rounds() throws Exception {
        until("SELECT count(*) = 7 AND min(seq) = (SELECT seq FROM event_head) FROM pattern_round");
        System.out.println(
                "  "
                        + text(
                                "SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind) FROM (SELECT kind, count(*) n FROM pattern GROUP BY 1) p"));
    }

    /** From the commit of a call that repeats another to its place in the network, 12 times, three seconds apart. */
    private void latency() throws Exception {
        long[] nanos = new long[12];
        for (int i = 0; i < nanos.length; i++) {
            await(vertx.timer(3, TimeUnit.SECONDS));
            long before = number("SELECT sum(signal_count) FROM pattern WHERE kind = 'copy_network'");
            int n = signals + 2 * i;
            added(n, 20, 20 + i); // whom channel 100 repeats
            added(n + 1, 100, 10 + i);
            long began = System.nanoTime();
            bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(1));
            until("SELECT sum(signal_count) > " + before + " FROM pattern WHERE kind = 'copy_network'");
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "a new copy is in its network after %.0f ms at the median, %.0f ms at most (wanted: 2,000)%n",
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length - 1] / 1e6);
    }

    private void added(int n, int channel, int seconds) throws Exception {
        String at = NOW.minusSeconds(seconds).toString();
        StringBuilder words = new StringBuilder("long");
        for (int w = 0; w < 20; w++) {
            words.append(" v").append(n / 2 * 100 + w);
        }
        sql("""
            WITH m AS (INSERT INTO message (channel_id, message_id, revision, posted_at, first_seen_at, origin, text,
                                            chain_no, chain_hash)
                       VALUES (%1$d, %2$d, 1, '%3$s', now(), 'witnessed', '%4$s', %2$d, sha256('no chain'))),
                 s AS (INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                           direction, confidence, symbol, side, entries)
                       VALUES ((lpad(to_hex((extract(epoch FROM timestamptz '%3$s') * 1000)::bigint), 12, '0')
                                || substr(md5('%2$d'), 1, 20))::uuid, '%3$s', now(), %1$d, %2$d, 1, 0, 'witnessed', 'trade_signal', 1,
                               0.9, 'NEW', 'LONG', ARRAY[1]) RETURNING id, posted_at),
                 h AS (UPDATE event_head SET seq = seq + 1 RETURNING seq)
            INSERT INTO signal_event (seq, type, signal_id, posted_at, channel_id, kind, direction, origin)
            SELECT h.seq, 'signal.created', s.id, s.posted_at, %1$d, 'trade_signal', 1, 'witnessed' FROM h, s""".formatted(channel, n, at, words));
    }

    private void answers() throws Exception {
        for (JsonObject question : List.of(
                new JsonObject(),
                new JsonObject().put("limit", 200),
                new JsonObject().put("kind", new JsonArray().add("copy_network")),
                new JsonObject().put("channel", new JsonArray().add(7)))) {
            long[] nanos = new long[500];
            int bytes = 0;
            for (int i = 0; i < nanos.length; i++) {
                long began = System.nanoTime();
                bytes = await(PatternsAnswer.answer(pool, question, Instant.now()))
                        .toBuffer()
                        .length();
                nanos[i] = System.nanoTime() - began;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "answer to %s: p50 %.1f ms, p99 %.1f ms, %,d bytes (wanted: p50 10 ms)%n",
                    question.encode(), nanos[250] / 1e6, nanos[494] / 1e6, bytes);
        }
    }

    private void until(String holds) throws Exception {
        while (!Boolean.TRUE.equals(
                await(pool.query(holds).execute()).iterator().next().getBoolean(0))) {
            await(vertx.timer(10, TimeUnit.MILLISECONDS));
        }
    }

    private long count(String table) throws Exception {
        return number("SELECT count(*) FROM " + table);
    }

    private long number(String query) throws Exception {
        return await(pool.query(query).execute()).iterator().next().getLong(0);
    }

    private String text(String query) throws Exception {
        return await(pool.query(query).execute()).iterator().next().getString(0);
    }

    private void sql(String statement) throws Exception {
        await(pool.query(statement).execute());
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.MINUTES);
    }
}
