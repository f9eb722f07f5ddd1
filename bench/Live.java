import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.live.Gatekeeper;
import io.signalroom.live.LiveChannels;
import io.signalroom.live.LiveDoor;
import io.signalroom.live.LiveMeters;
import io.signalroom.live.SocketQuota;
import io.signalroom.live.feed.Feed;
import io.signalroom.security.ClientAddress;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What it costs to tell a change to many: the WebSocket of the live line in a process of its own, next to a bare Vert.x
 * broadcaster in another, which knows no filter, no position and no bound. Both send the same envelopes to as many sockets,
 * both have two event loops; this process is the clients of both, in turn. Latency is from the making of an envelope to a
 * client's handler.
 *
 * <p>java -cp target/signalroom.jar bench/Live.java [sockets] [signals a second] [seconds] [rounds]
 */
public final class Live {
    private static final int LOOPS = 2;
    private static final String MARK = "\"t\":";
    private static final List<Process> STARTED = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        if (args.length > 1 && args[1].equals("serve")) {
            serve(args[0].equals("ours"), Integer.parseInt(args[2]));
            return;
        }
        int sockets = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int perSecond = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 15;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        System.out.printf(
                "%,d sockets, %d signals a second, %d rounds of %d s each%n", sockets, perSecond, rounds, seconds);
        List<Run> ours = new ArrayList<>();
        List<Run> bare = new ArrayList<>();
        try {
            for (int round = 0; round < rounds; round++) {
                ours.add(run("ours", sockets, perSecond, seconds));
                bare.add(run("bare", sockets, perSecond, seconds));
            }
        } finally {
            STARTED.forEach(Process::destroy);
        }
        Run a = median(ours);
        Run b = median(bare);
        System.out.printf(
                "medians: frames/s %.2f of the bare one's, p50 %.2f, p99 %.2f%n",
                a.framesPerSecond() / b.framesPerSecond(), a.p50() / b.p50(), a.p99() / b.p99());
        System.exit(0);
    }

    private record Run(double framesPerSecond, double p50, double p99) {}

    private static Run median(List<Run> runs) {
        return new Run(
                middle(runs.stream().mapToDouble(Run::framesPerSecond).sorted().toArray()),
                middle(runs.stream().mapToDouble(Run::p50).sorted().toArray()),
                middle(runs.stream().mapToDouble(Run::p99).sorted().toArray()));
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static Run run(String who, int sockets, int perSecond, int seconds) throws Exception {
        Process server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "bench/Live.java",
                        who,
                        "serve",
                        String.valueOf(perSecond))
                .redirectErrorStream(true)
                .start();
        STARTED.add(server);
        BufferedReader output = server.inputReader();
        String line = output.readLine();
        while (!line.startsWith("port ")) {
            line = output.readLine();
        }
        Run run = measure(Integer.parseInt(line.substring(5)), sockets, seconds);
        server.destroy();
        server.waitFor(10, TimeUnit.SECONDS);
        System.out.printf(
                "%s: %,9.0f frames/s, p50 %6.2f ms, p99 %6.2f ms%n", who, run.framesPerSecond(), run.p50(), run.p99());
        return run;
    }

    private static Run measure(int port, int sockets, int seconds) throws Exception {
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(sockets));
        long[] micros = new long[sockets * seconds * 400];
        AtomicInteger frames = new AtomicInteger();
        List<WebSocket> open = new ArrayList<>();
        for (int i = 0; i < sockets; i++) {
            WebSocket socket = await(client.connect(port, "127.0.0.1", "/"));
            open.add(socket);
            await(socket.writeTextMessage("{\"type\":\"subscribe\"}"));
        }
        Thread.sleep(2_000);
        for (WebSocket socket : open) {
            socket.textMessageHandler(text -> {
                int at = text.indexOf(MARK);
                if (at > 0) {
                    long made = Long.parseLong(text, at + MARK.length(), text.indexOf(',', at), 10);
                    int n = frames.getAndIncrement();
                    if (n < micros.length) {
                        micros[n] = (System.nanoTime() - made) / 1_000;
                    }
                }
            });
        }
        Thread.sleep(2_000);
        int first = frames.get();
        long began = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        int last = Math.min(frames.get(), micros.length);
        double took = (System.nanoTime() - began) / 1e9;
        await(vertx.close());
        long[] sorted = Arrays.copyOfRange(micros, first, last);
        Arrays.sort(sorted);
        return new Run(
                (last - first) / took, sorted[sorted.length / 2] / 1e3, sorted[(int) (sorted.length * 0.99)] / 1e3);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void serve(boolean ours, int perSecond) throws Exception {
        Vertx vertx = Vertx.vertx();
        Bus bus = Bus.open(vertx);
        LiveMeters meters = new LiveMeters(new SimpleMeterRegistry());
        SocketQuota quota = new SocketQuota(new ClientAddress(List.of()));
        LiveDoor door = new LiveDoor(List.of(), Gatekeeper.OPEN, quota, meters);
        List<HttpServer> servers = new ArrayList<>();
        int port = freePort();
        for (int i = 0; i < LOOPS; i++) {
            await(vertx.deployVerticle(ours ? ours(bus, door, port, servers) : bare(port, servers)));
        }
        long[] seq = {0};
        vertx.setPeriodic(Math.max(1, 1_000 / perSecond), x -> {
            int several = Math.max(1, perSecond / 1_000);
            for (int i = 0; i < several; i++) {
                bus.publishLocal(Addresses.LIVE_SIGNALS, envelope(++seq[0]));
            }
        });
        System.out.println("port " + servers.get(0).actualPort());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static VerticleBase ours(Bus bus, LiveDoor door, int port, List<HttpServer> servers) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                LiveChannels channels = new LiveChannels(vertx, bus, new Feed(null, bus, Clock.systemUTC()), door);
                HttpServer server = vertx.createHttpServer().requestHandler(request -> {
                    door.enter(door.address(request));
                    channels.openSocket(request, "");
                });
                servers.add(server);
                return channels.start().compose(x -> server.listen(port, "127.0.0.1"));
            }
        };
    }

    private static VerticleBase bare(int port, List<HttpServer> servers) {
        return new VerticleBase() {
            private final Set<ServerWebSocket> open = new LinkedHashSet<>();

            @Override
            public Future<?> start() {
                HttpServer server = vertx.createHttpServer().webSocketHandler(socket -> {
                    open.add(socket);
                    socket.closeHandler(x -> open.remove(socket));
                });
                servers.add(server);
                vertx.eventBus().<JsonObject>localConsumer(Addresses.LIVE_SIGNALS, message -> {
                    String text = message.body().encode();
                    open.forEach(socket -> socket.writeTextMessage(text));
                });
                return server.listen(port, "127.0.0.1");
            }
        };
    }

    /** As large as a call of four targets. */
    private static JsonObject envelope(long seq) {
        JsonObject data = new JsonObject()
                .put("id", "sig_01KJMMPB40D80SPBMJGEXQG31D")
                .put("kind", "trade_signal")
                .put("symbol", "SOL")
                .put("confidence", 0.93)
                .put("channel", new JsonObject().put("id", "1987654321").put("title", "Harbor Light \u2693 Signals"))
                .put("t", System.nanoTime())
                .put(
                        "text",
                        "🟢 SOL/USDT LONG x10\nEntry 182.0 - 184.5\nTargets 191 / 197.5 / 205 / 220\nStop 176.9 "
                                + "Risk 1 % of the deposit, move the stop to the entry after the first target. "
                                        .repeat(6));
        return new JsonObject()
                .put("v", 1)
                .put("epoch", "b3f1a2c4")
                .put("seq", seq)
                .put("type", "signal.created")
                .put("at", Instant.now().toString())
                .put("data", data);
    }
}
