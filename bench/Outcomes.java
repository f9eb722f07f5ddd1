import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CandlesStored;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.embedded.EmbeddedServers;
import io.signalroom.market.candle.Candle;
import io.signalroom.market.candle.CandleStore;
import io.signalroom.market.candle.Market;
import io.signalroom.market.candle.Piece;
import io.signalroom.market.candle.StoredCandles;
import io.signalroom.market.outcome.OutcomeVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes to measure many calls by candles in PostgreSQL, to measure all of them anew under other assumptions,
 * and to settle open calls when a minute's candles of all markets come.
 *
 * <p>java -Xmx512m -cp target/signalroom.jar bench/Outcomes.java [calls] [markets] [days]
 */
public final class Outcomes {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int OPEN = 10_000;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.open(vertx);
    private final SetClock clock = new SetClock();
    private final Pool pool;
    private final int calls;
    private final int markets;
    private final int days;

    private Outcomes(String url, int calls, int markets, int days) {
        this.pool = Db.pool(vertx, url, "bench", new Db.Limits(8, Duration.ofSeconds(60), Duration.ofMinutes(30)));
        this.calls = calls;
        this.markets = markets;
        this.days = days;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int markets = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        int days = args.length > 2 ? Integer.parseInt(args[2]) : 30;
        Path data = Files.createTempDirectory("signalroom-bench");
        System.setProperty("vertx.cacheDirBase", data.resolve("tmp").toString());
        try (EmbeddedServers servers = EmbeddedServers.start(data, true, false)) {
            String url = servers.postgresUrl().orElseThrow();
            Migrations.migrate(url);
            new Outcomes(url, calls, markets, days).run();
        }
        System.exit(0);
    }

    /** A clock that stands where it is put. */
    private static final class SetClock extends Clock {
        private volatile Instant now;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void run() throws Exception {
        clock.now = BEGIN.plus(Duration.ofDays(days));
        fill();
        String first = first();
        anew(first);
        batch();
        await(pool.close());
        await(vertx.close());
    }

    /** Candles of a random walk for each market, and calls near its price: a stop 2 % away, targets 1, 2 and 4 %. */
    private void fill() throws Exception {
        long began = System.nanoTime();
        sql("SELECT setseed(0.5)");
        sql("INSERT INTO market (feed, base, quote, covered) SELECT 'file', 'T' || n, 'USDT', "
                + "tstzmultirange(tstzrange('" + BEGIN + "', '" + clock.now + "')) FROM generate_series(1, " + markets
                + ") n");
        for (int market = 1; market <= markets; market++) {
            sql("""
                INSERT INTO candle
                SELECT id, at, at + interval '1 minute', o, greatest(o, c) * 1.0003, least(o, c) * 0.9997, c, 1000
                FROM (SELECT id, at, round(p::numeric, 6) AS c,
                             round((lag(p, 1, 100::float8) OVER (ORDER BY at))::numeric, 6) AS o
                      FROM (SELECT m.id, at, 100 * exp(sum((random() + random() + random() - 1.5) * 0.0012)
                                       OVER (ORDER BY at)) AS p
                            FROM market m, generate_series('%s'::timestamptz, '%s'::timestamptz, interval '1 minute') at
                            WHERE m.base = 'T%d' AND at < '%s') walk) prices""".formatted(BEGIN, clock.now, market, clock.now));
        }
        System.out.printf(
                "%,d candles of %d markets and %d days in %.0f s%n", count("candle"), markets, days, seconds(began));
        began = System.nanoTime();
        sql("INSERT INTO channel (id, title, origin, source) SELECT n, 'Bench ' || n, 'imported', 'bench' "
                + "FROM generate_series(1, 50) n");
        signals(
                1,
                calls,
                "timestamptz '" + BEGIN.plus(Duration.ofDays(2)) + "' + floor(random() * "
                        + Duration.ofDays(days - 3L).toSeconds() + ") * interval '1 second'",
                "0.97 + 0.06 * random()");
        sql("ANALYZE");
        System.out.printf("%,d calls in %.0f s%n", count("signal"), seconds(began));
    }

    private void signals(int from, int to, String when, String entry) throws Exception {
        sql("""
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                direction, confidence, symbol, quote, side, entries, targets, stop_loss)
            SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || substr(md5(n::text), 1, 20))::uuid, at, at,
                   n %% 50 + 1, n, 1, 0, 'imported', 'trade_signal', side, 0.9, coin, 'USDT',
                   CASE side WHEN 1 THEN 'LONG' ELSE 'SHORT' END, ARRAY[e],
                   ARRAY[e * (1 + side * 0.01), e * (1 + side * 0.02), e * (1 + side * 0.04)], e * (1 - side * 0.02)
            FROM (SELECT n, at, coin, side, round((c.open * f)::numeric, 6) AS e
                  FROM (SELECT n, %s AS at, 'T' || (n %% %d + 1) AS coin, (n / 7 %% 2) * 2 - 1 AS side, %s AS f
                        FROM generate_series(%d, %d) n) k
                  JOIN market m ON m.base = k.coin
                  CROSS JOIN LATERAL (SELECT open FROM candle c WHERE c.market_id = m.id AND c.opens_at <= k.at
                                      ORDER BY c.opens_at DESC LIMIT 1) c) p""".formatted(when, markets, entry, from, to));
        sql("""
            WITH head AS (UPDATE event_head SET seq = seq + %d RETURNING seq - %d AS base)
            INSERT INTO signal_event (seq, type, signal_id, posted_at, channel_id, kind, direction, origin)
            SELECT head.base + row_number() OVER (ORDER BY posted_at), 'signal.created', id, posted_at, channel_id, kind,
                   direction, origin
            FROM signal, head WHERE message_id BETWEEN %d AND %d""".formatted(to - from + 1, to - from + 1, from, to));
    }

    private String deploy(double feePercent) throws Exception {
        AppConfig.Outcomes settings = new AppConfig.Outcomes(Duration.ofSeconds(30), WEEK, WEEK, feePercent, 0.05);
        StoredCandles candles = new StoredCandles(pool, "file");
        return await(vertx.deployVerticle(
                new OutcomeVerticle(pool, bus, settings, new OutcomeVerticle.Prices(candles, "file", candles), clock)));
    }

    /** From the events, as they would come. */
    private String first() throws Exception {
        long began = System.nanoTime();
        String id = deploy(0.1);
        heap("before");
        for (int part = 1; part <= 4; part++) {
            until("SELECT seq >= " + (long) calls * part / 4 + " FROM outcome_position");
            heap(part * 25 + " %");
        }
        double seconds = seconds(began);
        System.out.printf(
                "measured from events: %,d calls in %.1f s, %,.0f calls/s%n",
                count("outcome"), seconds, calls / seconds);
        states();
        return id;
    }

    /** Everything under another fee, so that every row with a result changes. */
    private void anew(String deployed) throws Exception {
        await(vertx.undeploy(deployed));
        String epoch = text("SELECT epoch FROM event_head");
        sql("VACUUM ANALYZE outcome");
        long began = System.nanoTime();
        String id = deploy(0.2);
        until("SELECT epoch <> '" + epoch + "' FROM event_head");
        double seconds = seconds(began);
        heap("anew");
        String left = text("SELECT count(*)::text FROM outcome o JOIN outcome_assumptions a ON a.id = o.assumptions_id "
                + "WHERE a.fee <> 0.002");
        System.out.printf(
                "recomputed under other assumptions: %,d calls in %.1f s, %,.0f calls/s, %s rows left (wanted: 1,000,000 in 60 s)%n",
                calls, seconds, calls / seconds, left);
        await(vertx.undeploy(id));
    }

    /**
     * Calls entered at the market a minute ago; the next minute's candles take all of them to their last target. All earlier
     * ones count as over and compared with random entries: they would be measured too.
     */
    private void batch() throws Exception {
        Instant now = clock.now;
        sql("UPDATE outcome SET followed = true, done = true WHERE NOT done");
        sql("VACUUM ANALYZE outcome");
        signals(calls + 1, calls + OPEN, "timestamptz '" + now + "' - interval '3 minutes'", "1.05");
        sql("UPDATE signal SET entries = '{}', targets = ARRAY[1e6], side = 'LONG', direction = 1, stop_loss = 1 "
                + "WHERE message_id > " + calls);
        String id = deploy(0.2);
        until("SELECT count(*) = " + OPEN + " FROM outcome o JOIN signal s ON s.posted_at = o.posted_at AND "
                + "s.id = o.signal_id WHERE s.message_id > " + calls + " AND o.state = 'open'");
        await(vertx.timer(5_000));
        clock.now = now.plusSeconds(60);
        CandleStore store = new CandleStore();
        List<Piece> pieces = new ArrayList<>();
        Map<Market, Integer> ids = await(store.ids(pool, "file", markets()));
        ids.forEach((market, number) -> pieces.add(new Piece(number, now, now.plusSeconds(60), List.of(candle(now)))));
        long began = System.nanoTime();
        await(pool.withTransaction(tx -> store.add(tx, pieces)));
        bus.publish(Addresses.CANDLES_STORED, new CandlesStored("file"));
        until("SELECT NOT EXISTS (SELECT 1 FROM outcome WHERE state = 'open' AND posted_at = timestamptz '" + now
                + "' - interval '3 minutes')");
        System.out.printf(
                "a minute's candles of %d markets settled %,d open calls, events included, in %.2f s (wanted: 1 s)%n",
                markets, OPEN, seconds(began));
        await(vertx.undeploy(id));
    }

    private List<Market> markets() {
        List<Market> all = new ArrayList<>();
        for (int i = 1; i <= markets; i++) {
            all.add(new Market("T" + i, "USDT"));
        }
        return all;
    }

    private static Candle candle(Instant at) {
        BigDecimal low = BigDecimal.TEN;
        BigDecimal high = BigDecimal.valueOf(2_000_000);
        return new Candle(at, at.plusSeconds(60), low, high, low, high, BigDecimal.ONE);
    }

    private void states() throws Exception {
        System.out.println("  "
                + text("SELECT string_agg(state || ' ' || n, ', ' ORDER BY n DESC) FROM "
                        + "(SELECT state, count(*) AS n FROM outcome GROUP BY 1) s"));
    }

    private static void heap(String when) {
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf("  heap after collection, %s: %d MB%n", when, used >> 20);
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
