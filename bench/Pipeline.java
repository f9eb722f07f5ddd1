import io.signalroom.bus.Bus;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.demo.DemoWriter;
import io.signalroom.embedded.EmbeddedServers;
import io.signalroom.ledger.MessageStore;
import io.signalroom.ledger.PostBatch;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Posts a second through the durable pipeline, next to the rate at which PostgreSQL's COPY loads the very same rows into
 * the same indexed tables of a fresh database, in the same run.
 *
 * <p>java -cp target/signalroom.jar bench/Pipeline.java [posts]
 */
public final class Pipeline {
    private static final List<String> TABLES = List.of("channel", "message", "signal", "signal_event", "claim");
    private static final int BATCH = 1_000;

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        int posts = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path data = Files.createTempDirectory("signalroom-bench");
        System.setProperty("vertx.cacheDirBase", data.resolve("tmp").toString());
        try (EmbeddedServers servers = EmbeddedServers.start(data, true, false)) {
            String url = servers.postgresUrl().orElseThrow();
            Migrations.migrate(url);
            double pipeline = pipeline(url, posts);
            double copy = copy(url, posts);
            System.out.printf(
                    "pipeline: %,.0f posts/s; COPY of the same rows: %,.0f posts/s; ratio %.2f%n",
                    pipeline, copy, pipeline / copy);
        }
        System.exit(0);
    }

    private static double pipeline(String url, int posts) throws Exception {
        Vertx vertx = Vertx.vertx();
        Bus bus = Bus.open(vertx);
        Pool pool = Db.pool(vertx, url, "bench", new Db.Limits(8, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        SignalParser parser = new SignalParser();
        DemoWriter writer = new DemoWriter(7, Instant.now(), posts);
        List<ChannelInfo> channels = writer.channels();
        List<List<Post>> batches = batches(writer);
        await(vertx.deployVerticle(new ParserVerticle(pool, bus, parser::parse)));
        MessageStore store = new MessageStore();
        long stored = 0;
        long began = System.nanoTime();
        for (List<Post> batch : batches) {
            stored += await(pool.withTransaction(tx -> store.store(tx, new PostBatch("bench", channels, batch))))
                    .stored();
            bus.publish(io.signalroom.bus.Addresses.POSTS_STORED, new io.signalroom.bus.message.PostsStored(1));
        }
        double ingested = seconds(began);
        while (await(pool.query("SELECT count(*) FROM parse_queue").execute())
                        .iterator()
                        .next()
                        .getLong(0)
                > 0) {
            await(vertx.timer(20));
        }
        double all = seconds(began);
        long signals = await(pool.query("SELECT count(*) FROM signal").execute())
                .iterator()
                .next()
                .getLong(0);
        System.out.printf(
                "stored %,d versions in %.1f s, all parsed after %.1f s, %,d signals (%.0f %%)%n",
                stored, ingested, all, signals, 100.0 * signals / stored);
        await(pool.close());
        await(vertx.close());
        return stored / all;
    }

    private static List<List<Post>> batches(DemoWriter writer) {
        List<List<Post>> batches = new ArrayList<>();
        List<Post> batch = new ArrayList<>(BATCH);
        for (Iterator<?> it = writer.events(); it.hasNext(); ) {
            Object event = it.next();
            if (event instanceof io.signalroom.demo.DemoPost post) {
                batch.add(post.post());
            }
            if (batch.size() == BATCH) {
                batches.add(batch);
                batch = new ArrayList<>(BATCH);
            }
        }
        batches.add(batch);
        return batches;
    }

    private static double copy(String url, int posts) throws Exception {
        URI uri = URI.create(url);
        String[] user = uri.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + "/";
        List<byte[]> rows = new ArrayList<>();
        long count;
        try (Connection from = DriverManager.getConnection(jdbc + "signalroom", user[0], user[1])) {
            for (String table : TABLES) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                from.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)", out);
                rows.add(out.toByteArray());
            }
            try (var statement = from.createStatement();
                    var result = statement.executeQuery("SELECT count(*) FROM message")) {
                result.next();
                count = result.getLong(1);
                statement.execute("CREATE DATABASE copied");
            }
        }
        Migrations.migrate(url.substring(0, url.lastIndexOf('/')) + "/copied");
        try (Connection to = DriverManager.getConnection(jdbc + "copied", user[0], user[1])) {
            long began = System.nanoTime();
            for (int i = 0; i < TABLES.size(); i++) {
                to.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "COPY " + TABLES.get(i) + " FROM STDIN (FORMAT binary)",
                                new ByteArrayInputStream(rows.get(i)));
            }
            return count / seconds(began);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }
}
