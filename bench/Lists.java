import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.api.ApiContract;
import io.signalroom.api.HttpParts;
import io.signalroom.api.HttpVerticle;
import io.signalroom.api.Uploads;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.embedded.EmbeddedServers;
import io.signalroom.live.Gatekeeper;
import io.signalroom.live.LiveChannels;
import io.signalroom.live.LiveDoor;
import io.signalroom.live.LiveMeters;
import io.signalroom.live.SocketQuota;
import io.signalroom.live.feed.Feed;
import io.signalroom.rate.RateLimiter;
import io.signalroom.security.ClientAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long a page of the list takes, the first and those far down; how long a search for words takes; and what an export of a
 * million signals costs in memory. All over HTTP, by the server's own routes, in one process of 256 MB with its client. A year of
 * signals of 50 channels and 200 tokens is made by SQL, each with twelve words of 20,000 whose n-th is as frequent as 1/n.
 *
 * <p>java -Xmx256m -cp target/signalroom.jar bench/Lists.java [signals] [runs]
 */
public final class Lists {
    private static final int PAGE = 50;
    private static final int DEEP = 20_000;
    private static final int EXPORTED = 1_000_000;
    private static final int MEGABYTE = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final int signals;
    private final int runs;
    private HttpClient client;
    private int port;

    private Lists(String url, int signals, int runs) {
        this.pool = Db.pool(vertx, url, "bench", new Db.Limits(6, Duration.ofSeconds(60), Duration.ofMinutes(60)));
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
            new Lists(url, signals, runs).run();
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        fill();
        serve();
        double first = page("page 1", "");
        int deep = Math.min(DEEP, signals / PAGE);
        double far = page("page " + deep, "&cursor=" + cursor((long) deep * PAGE));
        double last = page("the last page", "&cursor=" + cursor(signals - PAGE));
        System.out.printf("page %,d is %.2f times page 1, the last one %.2f times%n", deep, far / first, last / first);
        page("a token's page 1", "&token=T7");
        for (String words : List.of("w1", "w10", "w100", "w1000", "w20000", "w10 w100", "w1 -w2", "nowhere")) {
            page("search " + words, "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        }
        page("search w100, a token", "&q=" + URLEncoder.encode("token:T7 w100", StandardCharsets.UTF_8));
        for (String format : List.of("csv", "ndjson", "json")) {
            export(format);
        }
        await(vertx.close());
    }

    private void serve() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        RateLimiter much = new RateLimiter("default", 10_000_000, meters);
        Bus bus = Bus.open(vertx);
        SocketQuota quota = new SocketQuota(new ClientAddress(List.of()));
        LiveDoor door = new LiveDoor(List.of(), Gatekeeper.OPEN, quota, new LiveMeters(meters));
        HttpVerticle verticle = new HttpVerticle(new HttpParts(
                new AppConfig.Http("127.0.0.1", 0, "127.0.0.1", 0, List.of(), true),
                new AppConfig.Limits(10_000_000, List.of()),
                await(ApiContract.load(vertx)),
                pool,
                bus,
                new HttpParts.Identity(null, null, Optional.empty()),
                new HttpParts.Rates(much, much, much, much, much),
                null, // nobody asks for webhooks
                new Uploads(Path.of("data", "imports"), 1L << 30),
                0,
                meters,
                router -> {},
                server -> new LiveChannels(server, bus, new Feed(pool, bus, Clock.systemUTC()), door)));
        await(vertx.deployVerticle(verticle));
        port = verticle.actualPort();
        client = vertx.createHttpClient();
    }

    /** The place behind so many signals, as the API would give it. */
    private String cursor(long behind) throws Exception {
        String id = await(pool.query("SELECT id FROM signal ORDER BY posted_at DESC, id DESC OFFSET " + (behind - 1)
                                + " LIMIT 1")
                        .execute())
                .iterator()
                .next()
                .getUUID(0)
                .toString();
        String plain = "n" + new io.signalroom.signal.SignalId(java.util.UUID.fromString(id));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    private double page(String name, String query) throws Exception {
        double[] millis = new double[runs];
        int found = 0;
        for (int i = -20; i < runs; i++) {
            long began = System.nanoTime();
            JsonObject answer = await(
                            client.request(HttpMethod.GET, port, "127.0.0.1", "/api/v1/signals?limit=" + PAGE + query)
                                    .compose(request -> request.send().compose(response -> response.body())))
                    .toJsonObject();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
            if (!answer.containsKey("data")) {
                throw new IllegalStateException(answer.encode());
            }
            found = answer.getJsonArray("data").size();
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-28s p50 %7.2f ms, p95 %7.2f, p99 %7.2f; %d signals%n",
                name, millis[runs / 2], millis[runs * 95 / 100], millis[runs * 99 / 100], found);
        return millis[runs / 2];
    }

    private void export(String format) throws Exception {
        long wanted = Math.min(EXPORTED, signals);
        String from = await(pool.query("SELECT posted_at FROM signal ORDER BY posted_at DESC OFFSET " + (wanted - 1)
                                + " LIMIT 1")
                        .execute())
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant()
                .toString();
        long began = System.nanoTime();
        long[] bytes = new long[1];
        long[] lines = new long[1];
        List<Long> heap = new ArrayList<>();
        Promise<Void> ended = Promise.promise();
        client.request(HttpMethod.GET, port, "127.0.0.1", "/api/v1/signals/export?format=" + format + "&from=" + from)
                .compose(request -> request.send())
                .onFailure(ended::fail)
                .onSuccess(response -> response.exceptionHandler(ended::fail)
                        .endHandler(x -> ended.complete())
                        .handler(part -> {
                            long before = bytes[0] / (50 * MEGABYTE);
                            bytes[0] += part.length();
                            for (int i = 0; i < part.length(); i++) {
                                lines[0] += part.getByte(i) == '\n' ? 1 : 0;
                            }
                            if (bytes[0] / (50 * MEGABYTE) > before) {
                                heap.add(alive());
                            }
                        }));
        await(ended.future());
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "export of %,d lines as %s: %.1f s, %,.0f MB, %,.0f lines/s; alive on the heap each 50 MB: %s MB%n",
                lines[0], format, seconds, bytes[0] / 1e6, lines[0] / seconds, heap);
    }

    private static long alive() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGABYTE;
    }

    private void fill() throws Exception {
        long began = System.nanoTime();
        sql("SELECT setseed(0.5)");
        sql(
                "INSERT INTO channel (id, title, origin, source) SELECT n, 'Bench ' || n, 'imported', 'bench' FROM generate_series(1, 50) n");
        List<String> indexes = new ArrayList<>();
        await(pool.query("SELECT indexname, replace(indexdef, ' ON ONLY ', ' ON ') AS def FROM pg_indexes "
                                + "WHERE tablename = 'signal' AND indexname NOT LIKE '%_pkey'")
                        .execute())
                .forEach(row -> indexes.add(row.getString("indexname") + "|" + row.getString("def")));
        for (String index : indexes) {
            sql("DROP INDEX " + index.substring(0, index.indexOf('|')));
        }
        int step = 250_000;
        for (int from = 1; from <= signals; from += step) {
            signals(from, Math.min(signals, from + step - 1));
        }
        for (String index : indexes) {
            sql(index.substring(index.indexOf('|') + 1));
        }
        sql("VACUUM ANALYZE");
        System.out.printf("%,d signals in %.0f s%n", signals, (System.nanoTime() - began) / 1e9);
    }

    /** One after the other over a year. */
    private void signals(int from, int to) throws Exception {
        sql("""
            INSERT INTO signal (id, posted_at, first_seen_at, channel_id, message_id, revision, ordinal, origin, kind,
                                direction, confidence, symbol, quote, side, entries, targets, stop_loss, search)
            SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || substr(md5(n::text), 1, 20))::uuid, at,
                   at + interval '2 seconds', n %% 50 + 1, n, 1, 0, CASE WHEN n %% 3 = 0 THEN 'witnessed' ELSE 'imported' END,
                   'trade_signal', 1, 0.9, 'T' || (1 + floor(200 * power(random(), 2)))::int, 'USDT', 'LONG',
                   '{182.0,184.5}', '{191.5,198}', 176.9,
                   (SELECT array_to_tsvector(array_agg(DISTINCT 'w' || floor(exp(random() * ln(20001)))::int))
                    FROM generate_series(1, 12) WHERE n > 0)
            FROM (SELECT n, date_trunc('milliseconds', now() - interval '365 days' * ((%1$d - n + random()) / %1$d)) AS at
                  FROM generate_series(%2$d, %3$d) n) k""".formatted(signals, from, to));
    }

    private void sql(String statement) throws Exception {
        await(pool.query(statement).execute());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.MINUTES);
    }
}
