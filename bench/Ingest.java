import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.demo.DemoPost;
import io.signalroom.demo.DemoWriter;
import io.signalroom.embedded.EmbeddedServers;
import io.signalroom.ledger.ImportBatch;
import io.signalroom.ledger.ImportStore;
import io.signalroom.live.LiveVerticle;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.signal.Post;
import io.signalroom.telegram.FakeBotApi;
import io.signalroom.telegram.TelegramPollerVerticle;
import io.signalroom.telegram.export.ExportImporter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;

/**
 * How fast posts become durable signals, by a file and by a fake Bot API, next to the rate at which PostgreSQL's COPY loads the
 * very same rows into the same indexed tables of a fresh database, in the same run and on the same machine.
 *
 * <p>java -Xmx512m -cp target/signalroom.jar:target/test-classes bench/Ingest.java [messages in the file] [posts by the Bot API]
 */
public final class Ingest {
    private static final List<String> TABLES =
            List.of("channel", "message", "import_message", "signal", "signal_event", "claim");
    private static final Db.Limits LIMITS = new Db.Limits(8, Duration.ofSeconds(30), Duration.ofSeconds(30));

    /** Updates that Telegram holds ready at most. */
    private static final int AHEAD = 5_000;

    /** Number of the newest event that the live part has told. */
    private static final AtomicLong LIVE = new AtomicLong();

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        int messages = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int posts = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        Path data = Files.createTempDirectory("signalroom-bench");
        System.setProperty("vertx.cacheDirBase", data.resolve("tmp").toString());
        Path file = data.resolve("result.json");
        try (EmbeddedServers servers = EmbeddedServers.start(data, true, false)) {
            String base = servers.postgresUrl().orElseThrow();
            if (messages > 0) {
                write(file, messages);
                System.out.printf("%,d messages in %,d MB%n", messages, Files.size(file) >> 20);
                Migrations.migrate(base);
                double imported = measured(base, "import", (vertx, bus, pool) -> read(vertx, bus, pool, file));
                Copied copied = copy(base);
                System.out.printf(
                        "COPY of messages and signals: %,.0f messages/s; import %.2f of it%n",
                        copied.two(), imported / copied.two());
                System.out.printf(
                        "COPY of all rows that the import wrote: %,.0f messages/s; import %.2f of it%n",
                        copied.all(), imported / copied.all());
            }
            if (posts > 0) {
                List<Post> made = posts(posts);
                measured(fresh(base, "polled"), "Bot API", (vertx, bus, pool) -> poll(vertx, bus, pool, made));
            }
        }
        System.exit(0);
    }

    private interface Way {
        long run(Vertx vertx, Bus bus, Pool pool) throws Exception;
    }

    /** Runs a way with one parser until nothing waits and the live part has told all; gives versions a second. */
    private static double measured(String url, String name, Way way) throws Exception {
        Vertx vertx = Vertx.vertx();
        Bus bus = Bus.open(vertx);
        Pool pool = Db.pool(vertx, url, name, LIMITS);
        await(vertx.deployVerticle(new ParserVerticle(pool, bus, new SignalParser()::parse)));
        LIVE.set(0);
        vertx.eventBus()
                .<JsonObject>consumer(
                        Addresses.LIVE_SIGNALS, m -> LIVE.set(m.body().getLong("seq")));
        await(vertx.deployVerticle(new LiveVerticle(pool, bus)));
        AtomicLong heap = new AtomicLong();
        vertx.setPeriodic(50, x -> heap.accumulateAndGet(used(), Math::max));
        long began = System.nanoTime();
        long versions = way.run(vertx, bus, pool);
        double read = seconds(began);
        awaitLive(pool);
        double all = seconds(began);
        long signals = one(pool, "SELECT count(*) FROM signal");
        System.out.printf(
                "%s: %,d versions stored in %.1f s, all live after %.1f s: %,.0f a second; %,d signals; heap %,d MB at most, %,d MB alive%n",
                name, versions, read, all, versions / all, signals, heap.get() >> 20, alive() >> 20);
        await(pool.close());
        await(vertx.close());
        return versions / all;
    }

    private static void awaitLive(Pool pool) throws Exception {
        while (one(pool, "SELECT count(*) FROM parse_queue") > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        while (LIVE.get() < one(pool, "SELECT seq FROM event_head")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long read(Vertx vertx, Bus bus, Pool pool, Path file) throws Exception {
        ImportBatch batch = await(new ImportStore()
                .begun(pool, new ImportBatch.How(null, null, null, false), Files.size(file), "bench", "bench"));
        return await(new ExportImporter(vertx, pool, bus, batch, "bench").run(file, progress -> {}))
                .created();
    }

    /**
     * Two halves of the posts through the fake: one while HotSpot still compiles, and one of a server that has been at work for a
     * while. What Telegram holds is made beforehand, and brought to the fake as it is asked for.
     */
    private static long poll(Vertx vertx, Bus bus, Pool pool, List<Post> posts) throws Exception {
        FakeBotApi fake = await(FakeBotApi.start(vertx));
        AppConfig.Telegram telegram = new AppConfig.Telegram(
                false,
                Optional.of(new Secret(FakeBotApi.TOKEN)),
                URI.create(fake.url()),
                Optional.empty(),
                new AppConfig.Preview(false, URI.create("https://t.me"), Optional.empty(), List.of()),
                Optional.empty());
        String poller = await(vertx.deployVerticle(
                new TelegramPollerVerticle(pool, bus, telegram, 0, new SimpleMeterRegistry(), "bench")));
        int half = posts.size() / 2;
        long began = System.nanoTime();
        bring(pool, fake, posts.subList(0, half), 0);
        System.out.printf("Bot API, the first %,d posts: %,.0f a second stored%n", half, half / seconds(began));
        long warm = System.nanoTime();
        bring(pool, fake, posts.subList(half, posts.size()), half);
        await(vertx.undeploy(poller));
        awaitLive(pool);
        System.out.printf(
                "Bot API, the posts after them: %,.0f a second to live%n", (posts.size() - half) / seconds(warm));
        await(fake.close());
        return posts.size();
    }

    private static void bring(Pool pool, FakeBotApi fake, List<Post> posts, long before) throws Exception {
        int brought = 0;
        long stored = 0;
        while (stored < posts.size()) {
            for (; brought < Math.min(posts.size(), stored + AHEAD); brought++) {
                fake.push(update(posts.get(brought)));
            }
            TimeUnit.MILLISECONDS.sleep(50);
            stored = one(pool, "SELECT coalesce(sum(posts), 0) FROM channel") - before;
        }
    }

    private static List<Post> posts(int count) {
        List<Post> posts = new ArrayList<>();
        for (Iterator<?> it = new DemoWriter(7, Instant.now(), count).events(); it.hasNext(); ) {
            if (it.next() instanceof DemoPost post && post.post().editedAt() == null) {
                posts.add(post.post());
            }
        }
        return posts;
    }

    private static JsonObject update(Post post) {
        JsonObject chat = new JsonObject()
                .put("id", -1_000_000_000_000L - bare(post))
                .put("title", "Channel " + bare(post))
                .put("type", "channel");
        return new JsonObject()
                .put(
                        "channel_post",
                        new JsonObject()
                                .put("message_id", post.messageId())
                                .put("sender_chat", chat)
                                .put("chat", chat)
                                .put("date", Instant.now().getEpochSecond())
                                .put("text", post.text()));
    }

    private static long bare(Post post) {
        return 1_000_000_000L - post.channelId();
    }

    /** A whole account: the demo's channels, one after the other, as Telegram Desktop writes them. */
    private static void write(Path file, int messages) throws IOException {
        Map<Long, Path> parts = new TreeMap<>();
        Map<Long, BufferedWriter> writers = new TreeMap<>();
        for (Iterator<?> it = new DemoWriter(7, Instant.now(), messages).events(); it.hasNext(); ) {
            if (it.next() instanceof DemoPost post && post.post().editedAt() == null) {
                long channel = bare(post.post());
                if (!writers.containsKey(channel)) {
                    parts.put(channel, file.resolveSibling("part" + channel));
                    writers.put(channel, Files.newBufferedWriter(parts.get(channel)));
                }
                writers.get(channel).write("," + message(post.post()) + "\n");
            }
        }
        for (BufferedWriter writer : writers.values()) {
            writer.close();
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"chats\":{\"about\":\"\",\"list\":[\n");
            String comma = "";
            for (Map.Entry<Long, Path> part : parts.entrySet()) {
                out.write(comma + "{\"name\":\"Channel " + part.getKey() + "\",\"type\":\"public_channel\",\"id\":"
                        + part.getKey() + ",\"messages\":[{\"id\":0,\"type\":\"unsupported\"}\n");
                try (var lines = Files.lines(part.getValue())) {
                    for (Iterator<String> it = lines.iterator(); it.hasNext(); ) {
                        out.write(it.next());
                        out.newLine();
                    }
                }
                out.write("]}\n");
                comma = ",";
                Files.delete(part.getValue());
            }
            out.write("]}}\n");
        }
    }

    private static String message(Post post) {
        String text = Json.encode(post.text());
        return "{\"id\":" + post.messageId()
                + ",\"type\":\"message\",\"date\":\"2026-01-01T00:00:00\",\"date_unixtime\":\""
                + post.postedAt().getEpochSecond() + "\",\"from\":\"Channel\""
                + (post.replyTo() == null ? "" : ",\"reply_to_message_id\":" + post.replyTo())
                + ",\"text\":" + text + ",\"text_entities\":[{\"type\":\"plain\",\"text\":" + text + "}]}";
    }

    /** The same rows by COPY, table by table through a file, into a database of the same schema. */
    private static Copied copy(String url) throws Exception {
        String copied = fresh(url, "copied");
        Path rows = Files.createTempFile("signalroom-bench", ".copy");
        double all = 0;
        double two = 0;
        long count;
        try (Connection from = open(url);
                Connection to = open(copied)) {
            for (String table : TABLES) {
                try (var out = Files.newOutputStream(rows)) {
                    from.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)", out);
                }
                long began = System.nanoTime();
                try (var in = Files.newInputStream(rows)) {
                    to.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", in, 1 << 16);
                }
                double seconds = seconds(began);
                all += seconds;
                two += table.equals("message") || table.equals("signal") ? seconds : 0;
                System.out.printf("  COPY of %s: %.1f s%n", table, seconds);
            }
            try (var statement = from.createStatement();
                    var result = statement.executeQuery("SELECT count(*) FROM message")) {
                result.next();
                count = result.getLong(1);
            }
        }
        Files.delete(rows);
        return new Copied(count / two, count / all);
    }

    /**
     * Rates of COPY, in messages a second.
     *
     * @param two tables: message and signal
     * @param all tables that an import writes for good
     */
    private record Copied(double two, double all) {}

    private static String fresh(String url, String name) throws Exception {
        try (Connection connection = open(url);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        String fresh = url.substring(0, url.lastIndexOf('/')) + "/" + name;
        Migrations.migrate(fresh);
        return fresh;
    }

    private static Connection open(String url) throws Exception {
        URI uri = URI.create(url);
        String[] user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), user[0], user[1]);
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long alive() {
        System.gc();
        return used();
    }

    private static long one(Pool pool, String sql) throws Exception {
        return await(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.MINUTES);
    }
}
