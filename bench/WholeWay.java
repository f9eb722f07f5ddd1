import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.config.AppConfig;
import io.signalroom.config.Secret;
import io.signalroom.db.Db;
import io.signalroom.db.Migrations;
import io.signalroom.embedded.EmbeddedServers;
import io.signalroom.live.Gatekeeper;
import io.signalroom.live.LiveChannels;
import io.signalroom.live.LiveDoor;
import io.signalroom.live.LiveMeters;
import io.signalroom.live.LiveVerticle;
import io.signalroom.live.SocketQuota;
import io.signalroom.live.feed.Feed;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.security.ClientAddress;
import io.signalroom.telegram.TelegramPollerVerticle;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongUnaryOperator;

/**
 * The whole way of a post: a Bot API that hands out posts, the poller, PostgreSQL, the parser, the event log, the live line,
 * and as many WebSockets, half of them on the bridge. Says when each stage was reached after the post was there to be asked
 * for. All of it in one process, clients and Bot API included, so they share the processors with what is measured.
 *
 * <p>java -cp target/signalroom.jar bench/WholeWay.java [posts a second] [sockets] [seconds]
 */
public final class WholeWay {
    private static final String TOKEN = "7000000001:AAfake-token_for-benches-0123456789a";
    private static final String MESSAGE = "\"messageId\":";
    private static final int WARM_UP_SECONDS = 8;
    private static final int TICK_MILLIS = 10;

    private final int perSecond;
    private final int sockets;
    private final int most;
    private final AtomicLongArray posted;
    private final AtomicLongArray asked;
    private final AtomicLongArray published;
    private final long[] seqs;
    private final ConcurrentSkipListMap<Long, Long> parsed = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Long> stored = new ConcurrentSkipListMap<>();
    private final long[] nanos;
    private final int[] ids;
    private final AtomicInteger frames = new AtomicInteger();
    private JsonArray waiting = new JsonArray();
    private HttpServerRequest poll;
    private long message;

    private WholeWay(int perSecond, int sockets, int seconds) {
        this.perSecond = perSecond;
        this.sockets = sockets;
        this.most = perSecond * (seconds + WARM_UP_SECONDS + 60);
        posted = new AtomicLongArray(most);
        asked = new AtomicLongArray(most);
        published = new AtomicLongArray(most);
        seqs = new long[most];
        nanos = new long[most * sockets];
        ids = new int[most * sockets];
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int sockets = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 15;
        Path data = Files.createTempDirectory("signalroom-bench");
        System.setProperty("vertx.cacheDirBase", data.resolve("tmp").toString());
        try (EmbeddedServers servers = EmbeddedServers.start(data, true, false)) {
            String url = servers.postgresUrl().orElseThrow();
            Migrations.migrate(url);
            new WholeWay(perSecond, sockets, seconds).run(url, seconds);
        }
        System.exit(0);
    }

    private void run(String url, int seconds) throws Exception {
        Vertx outside = Vertx.vertx();
        HttpServer telegram = await(outside.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(x -> asks(request)))
                .listen(0, "127.0.0.1"));
        Vertx vertx = Vertx.vertx();
        Bus bus = Bus.open(vertx);
        Pool pool = Db.pool(vertx, url, "bench", new Db.Limits(8, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        stamps(bus);
        SignalParser parser = new SignalParser();
        await(vertx.deployVerticle(new ParserVerticle(pool, bus, parser::parse)));
        await(vertx.deployVerticle(new LiveVerticle(pool, bus)));
        Server server = new Server(pool, bus);
        await(vertx.deployVerticle(server));
        listen(outside, server.http.actualPort());
        await(vertx.deployVerticle(new TelegramPollerVerticle(
                pool,
                bus,
                new AppConfig.Telegram(
                        false,
                        Optional.of(new Secret(TOKEN)),
                        URI.create("http://127.0.0.1:" + telegram.actualPort()),
                        Optional.empty(),
                        new AppConfig.Preview(false, URI.create("https://t.me"), Optional.empty(), List.of()),
                        Optional.empty()),
                0,
                new SimpleMeterRegistry(),
                "Signalroom/bench")));
        outside.setPeriodic(TICK_MILLIS, x -> posts());
        while (frames.get() == 0) {
            Thread.sleep(100);
        }
        Thread.sleep(WARM_UP_SECONDS * 1_000L);
        int first = frames.get();
        long began = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        report(first, frames.get(), (System.nanoTime() - began) / 1e9);
    }

    private void stamps(Bus bus) throws Exception {
        await(bus.listen(Addresses.POSTS_STORED, hint -> stored.put(System.nanoTime(), 0L)));
        await(bus.listen(Addresses.SIGNALS_STORED, hint -> parsed.putIfAbsent(hint.seq(), System.nanoTime())));
        await(bus.listenLocal(Addresses.LIVE_SIGNALS, envelope -> {
            int id = envelope.getJsonObject("data").getInteger("messageId", -1);
            if (id >= 0) {
                seqs[id] = envelope.getLong("seq");
                published.set(id, System.nanoTime());
            }
        }));
    }

    private static int number(String frame) {
        int at = frame.indexOf(MESSAGE);
        return at < 0 ? -1 : Integer.parseInt(frame, at + MESSAGE.length(), frame.indexOf(',', at), 10);
    }

    private void posts() {
        long due = System.nanoTime();
        int several = Math.max(1, perSecond * TICK_MILLIS / 1_000);
        for (int i = 0; i < several && message < most - 1; i++) {
            waiting.add(update(++message));
            posted.set((int) message, due);
        }
        answer();
    }

    private void asks(HttpServerRequest request) {
        poll = request;
        answer();
    }

    private void answer() {
        if (poll == null || waiting.isEmpty()) {
            return;
        }
        JsonArray some = new JsonArray();
        for (int i = 0; i < 100 && !waiting.isEmpty(); i++) {
            JsonObject update = (JsonObject) waiting.remove(0);
            asked.set((int) (update.getLong("update_id") - 700_000_000L), System.nanoTime());
            some.add(update);
        }
        HttpServerRequest asker = poll;
        poll = null;
        asker.response()
                .putHeader("content-type", "application/json")
                .end(new JsonObject().put("ok", true).put("result", some).encode());
    }

    /** From ten channels in turn. */
    private static JsonObject update(long id) {
        long channel = id % 10;
        String text = "🟢 SOL/USDT LONG x10\nEntry 182.0 - 184.5\nTargets 191 / 197.5 / 205 / 220\nStop 176.9\nNo. "
                + id + ". Risk 1 % of the deposit, move the stop to the entry after the first target.";
        return new JsonObject()
                .put("update_id", 700_000_000L + id)
                .put(
                        "channel_post",
                        new JsonObject()
                                .put("message_id", id)
                                .put("date", Instant.now().getEpochSecond())
                                .put("text", text)
                                .put(
                                        "chat",
                                        new JsonObject()
                                                .put("id", -1_001_987_654_320L - channel)
                                                .put("title", "Channel " + channel)
                                                .put("type", "channel")));
    }

    private void listen(Vertx outside, int port) throws Exception {
        WebSocketClient client =
                outside.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(sockets + 1));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < sockets; i++) {
            boolean bridge = i % 2 == 0;
            WebSocket socket = await(client.connect(port, "127.0.0.1", bridge ? "/eventbus/websocket" : "/ws"));
            socket.textMessageHandler(this::take);
            socket.binaryMessageHandler(bytes -> take(bytes.toString()));
            all.add(socket.writeTextMessage(
                    bridge
                            ? "{\"type\":\"register\",\"address\":\"" + Addresses.LIVE_SIGNALS + "\"}"
                            : "{\"type\":\"subscribe\"}"));
            outside.setPeriodic(30_000, x -> socket.writeTextMessage("{\"type\":\"ping\"}"));
        }
        await(Future.all(all));
    }

    private void take(String frame) {
        int id = number(frame);
        int n = id < 0 ? nanos.length : frames.getAndIncrement();
        if (n < nanos.length) {
            ids[n] = id;
            nanos[n] = System.nanoTime();
        }
    }

    private void report(int first, int last, double took) {
        int[] some = Arrays.copyOfRange(ids, first, last);
        System.out.printf(
                "%,d frames, %,.0f a second; milliseconds after the post was there%n", some.length, some.length / took);
        line("asked for", some, id -> asked.get((int) id));
        line("stored (hint heard)", some, id -> {
            var hint = stored.higherEntry(asked.get((int) id));
            return hint == null ? 0 : hint.getKey();
        });
        line("parsed (hint heard)", some, id -> {
            var hint = parsed.ceilingEntry(seqs[(int) id]);
            return hint == null ? 0 : hint.getValue();
        });
        line("read from the log and published", some, id -> published.get((int) id));
        long[] ends = new long[some.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = nanos[first + i] - posted.get(some[i]);
        }
        print("at the client", ends);
    }

    private void line(String stage, int[] some, LongUnaryOperator when) {
        print(
                stage,
                Arrays.stream(some)
                        .distinct()
                        .mapToLong(id -> when.applyAsLong(id) - posted.get(id))
                        .filter(t -> t > 0)
                        .toArray());
    }

    private static void print(String stage, long[] times) {
        Arrays.sort(times);
        System.out.printf(
                "%-32s p50 %7.1f  p90 %7.1f  p99 %7.1f  most %7.1f%n",
                stage, at(times, 0.5), at(times, 0.9), at(times, 0.99), at(times, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static final class Server extends VerticleBase {
        private final Pool pool;
        private final Bus bus;
        private HttpServer http;

        Server(Pool pool, Bus bus) {
            this.pool = pool;
            this.bus = bus;
        }

        @Override
        public Future<?> start() {
            LiveMeters meters = new LiveMeters(new SimpleMeterRegistry());
            SocketQuota quota = new SocketQuota(new ClientAddress(List.of()));
            LiveDoor door = new LiveDoor(List.of(), Gatekeeper.OPEN, quota, meters);
            LiveChannels channels = new LiveChannels(vertx, bus, new Feed(pool, bus, Clock.systemUTC()), door);
            var router = io.vertx.ext.web.Router.router(vertx);
            channels.mount(router);
            router.get("/ws").handler(rc -> {
                door.enter(door.address(rc.request()));
                channels.openSocket(rc.request(), "");
            });
            http = vertx.createHttpServer().requestHandler(router);
            return channels.start().compose(x -> http.listen(0, "127.0.0.1"));
        }
    }
}
