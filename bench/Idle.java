import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What idle sockets cost: the whole program in a process of its own at -Xmx512m, its mock source posting every some seconds,
 * and as many WebSockets, half of them on the bridge. Says how many were dropped, the memory of the program, how fast a list
 * is read beside them, and how long an event takes from the first socket to the last. All clients are in the bench's process.
 *
 * <p>java -cp target/signalroom.jar bench/Idle.java [sockets] [seconds]
 */
public final class Idle {
    private static final int AT_ONCE = 200;
    private static final String SEQ = "\"seq\":";

    /** One event on its way to all. */
    private static final class Spread {
        final AtomicInteger heard = new AtomicInteger();
        final long first = System.nanoTime();
        volatile long last = first;
    }

    private final int sockets;
    private final Map<Long, Spread> events = new ConcurrentSkipListMap<>();
    private final AtomicInteger dropped = new AtomicInteger();
    private final Map<String, Integer> why = new ConcurrentHashMap<>();

    private Idle(int sockets) {
        this.sockets = sockets;
    }

    public static void main(String[] args) throws Exception {
        int sockets = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        Path data = Files.createTempDirectory("signalroom-idle");
        ProcessBuilder program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-cp",
                        Path.of("").toAbsolutePath() + "/"
                                + System.getProperty("java.class.path")
                                        .replace(":", ":" + Path.of("").toAbsolutePath() + "/"),
                        "io.signalroom.Main",
                        "serve")
                .directory(data.toFile())
                .redirectErrorStream(true);
        program.environment()
                .putAll(Map.of(
                        "RATE_PER_MINUTE", "100000", // all come from one address
                        "HTTP_PORT", "0",
                        "MANAGEMENT_PORT", "0",
                        "DATA_DIR", data.resolve("data").toString(),
                        "MARKET_FEED", "none",
                        "DEMO_POSTS", "1000",
                        "TELEGRAM_MOCK_MODE", "true"));
        Process server = program.start();
        try {
            new Idle(sockets).run(server, URI.create(address(server)), seconds);
        } finally {
            server.destroy();
            server.waitFor(20, TimeUnit.SECONDS);
        }
        System.exit(0);
    }

    private static String address(Process server) throws Exception {
        BufferedReader output = server.inputReader();
        String mark = "Signalroom listens on ";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(mark)) {
                Thread reader = new Thread(() -> output.lines().forEach(rest -> {}));
                reader.setDaemon(true);
                reader.start();
                return line.substring(line.indexOf(mark) + mark.length()).split(" ")[0];
            }
            System.out.println(line);
        }
        throw new IllegalStateException("the program ended");
    }

    private void run(Process server, URI address, int seconds) throws Exception {
        Vertx vertx = Vertx.vertx();
        WebSocketClient client =
                vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(sockets + 1));
        System.out.printf("before: %d MB%n", megabytes(server));
        List<Future<WebSocket>> some = new ArrayList<>();
        for (int i = 0; i < sockets; i++) {
            some.add(open(vertx, client, address.getPort(), i % 2 == 0));
            if (some.size() == AT_ONCE || i == sockets - 1) {
                int open = i + 1;
                Future.join(some)
                        .timeout(60, TimeUnit.SECONDS)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .exceptionally(why -> {
                            throw new IllegalStateException(
                                    "of " + open + " sockets "
                                            + some.stream()
                                                    .filter(Future::succeeded)
                                                    .count() + " of the last " + some.size() + " opened",
                                    some.stream()
                                            .filter(Future::failed)
                                            .map(Future::cause)
                                            .findFirst()
                                            .orElse(why));
                        })
                        .join();
                some.clear();
            }
        }
        System.out.printf("%,d sockets open: %d MB%n", sockets, megabytes(server));
        events.clear();
        long[] micros = read(address, seconds);
        Arrays.sort(micros);
        System.out.printf(
                "after %d s: %d dropped %s, %d MB; a list beside them: p50 %.1f ms, p99 %.1f ms (%d)%n",
                seconds,
                dropped.get(),
                why,
                megabytes(server),
                micros[micros.length / 2] / 1e3,
                micros[(int) (micros.length * 0.99)] / 1e3,
                micros.length);
        long[] millis = events.values().stream()
                .filter(event -> event.heard.get() == sockets)
                .mapToLong(event -> (event.last - event.first) / 1_000_000)
                .sorted()
                .toArray();
        System.out.printf("%d of %d events came to all", millis.length, events.size());
        if (millis.length > 0) {
            System.out.printf(
                    " within %d ms (p50), %d ms (most)", millis[millis.length / 2], millis[millis.length - 1]);
        }
        System.out.println();
    }

    private Future<WebSocket> open(Vertx vertx, WebSocketClient client, int port, boolean bridge) {
        return client.connect(port, "127.0.0.1", bridge ? "/eventbus/websocket" : "/api/v1/live/ws")
                .onSuccess(socket -> {
                    socket.textMessageHandler(this::hear);
                    socket.binaryMessageHandler(bytes -> hear(bytes.toString()));
                    socket.closeHandler(x -> {
                        dropped.incrementAndGet();
                        why.merge(socket.closeStatusCode() + " " + socket.closeReason(), 1, Integer::sum);
                    });
                    socket.writeTextMessage(
                            bridge
                                    ? "{\"type\":\"register\",\"address\":\"live.signals.v1\"}"
                                    : "{\"type\":\"subscribe\"}");
                    vertx.setPeriodic(30_000, x -> socket.writeTextMessage("{\"type\":\"ping\"}"));
                });
    }

    private void hear(String frame) {
        int at = frame.indexOf("\"type\":\"signal.") < 0 ? -1 : frame.indexOf(SEQ);
        if (at >= 0) {
            long seq = Long.parseLong(frame, at + SEQ.length(), frame.indexOf(',', at), 10);
            Spread event = events.computeIfAbsent(seq, x -> new Spread());
            event.last = System.nanoTime();
            event.heard.incrementAndGet();
        }
    }

    private static long[] read(URI address, int seconds) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest list = HttpRequest.newBuilder(address.resolve("/api/v1/signals?limit=20"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long[] micros = new long[seconds * 20];
        for (int i = 0; i < micros.length; i++) {
            long began = System.nanoTime();
            int status = http.send(list, BodyHandlers.discarding()).statusCode();
            micros[i] = (System.nanoTime() - began) / 1_000;
            if (status != 200) {
                throw new IllegalStateException("status " + status);
            }
            Thread.sleep(Math.max(0, 50 - micros[i] / 1_000));
        }
        return micros;
    }

    private static long megabytes(Process server) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1_024;
    }
}
