import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What an answer of the cache costs: the real program in a process of its own, with its own PostgreSQL and Redis and some
 * thousand demo posts, next to a bare Vert.x server in another process that sends the same bytes, both driven in turn over
 * 64 connections by this process. Then 200 cold questions at once, and a mix of questions, and what they cost the database.
 *
 * <p>java -cp target/signalroom.jar bench/Cached.java [posts] [seconds]
 */
public final class Cached {
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 5;
    private static final String PATH = "/api/v1/analytics/historical?from=-35d";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<Process> STARTED = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("bare")) {
            bare(Path.of(args[1]), args[2]);
            return;
        }
        System.setProperty("logback.configurationFile", "conf/logback.xml");
        int posts = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path data = Files.createTempDirectory("signalroom-bench");
        System.setProperty("vertx.cacheDirBase", data.resolve("tmp").toString());
        try {
            run(data, posts, seconds);
        } finally {
            for (Process process : STARTED) {
                process.destroy();
                process.waitFor(20, TimeUnit.SECONDS);
            }
        }
        System.exit(0);
    }

    private static void run(Path data, int posts, int seconds) throws Exception {
        int management = freePort();
        int ours = serve(data, posts, management);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        while (!text(ours, "/api/v1/status").contains("\"state\":\"ready\"")) {
            await(vertx.timer(500));
        }
        rest(vertx, STARTED.get(0));
        for (String encoding : List.of("identity", "gzip")) {
            HttpResponse<byte[]> answer = get(ours, PATH, encoding);
            Path body = Files.write(data.resolve("body-" + encoding), answer.body());
            int bare = start(
                    List.of(
                            java(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "bench/Cached.java",
                            "bare",
                            body.toString(),
                            encoding),
                    Map.of(),
                    "bare on ");
            System.out.printf(
                    "%n%s, %,d bytes, %d connections, %d s a round%n",
                    encoding, answer.body().length, CONNECTIONS, seconds);
            load(vertx, bare, encoding, seconds);
            load(vertx, ours, encoding, seconds);
            List<Run> them = new ArrayList<>();
            List<Run> us = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                them.add(load(vertx, bare, encoding, seconds));
                us.add(load(vertx, ours, encoding, seconds));
                System.out.printf("  bare %s   cached %s%n", them.get(i), us.get(i));
            }
            System.out.printf(
                    "  ratio: requests/s %.2f, p50 %.2f, p99 %.2f (medians of %d rounds)%n",
                    median(us, Run::perSecond) / median(them, Run::perSecond),
                    median(us, Run::p50) / median(them, Run::p50),
                    median(us, Run::p99) / median(them, Run::p99),
                    ROUNDS);
        }
        cold(vertx, ours, management);
        mix(vertx, ours, management, seconds);
    }

    /** Rollups and the outcomes of the demo's calls are made in the background: waits until that is done. */
    private static void rest(Vertx vertx, Process server) throws Exception {
        Duration used = server.info().totalCpuDuration().orElseThrow();
        for (int quiet = 0; quiet < 2; ) {
            await(vertx.timer(1_000));
            Duration now = server.info().totalCpuDuration().orElseThrow();
            quiet = now.minus(used).toMillis() <= 60 ? quiet + 1 : 0;
            used = now;
        }
    }

    /** Equal questions that nobody has asked before, all at once. */
    private static void cold(Vertx vertx, int port, int management) throws Exception {
        for (int hours = 101; hours < 104; hours++) {
            double before = meter(management, "signalroom_cache_computed_total");
            List<Future<?>> answers = new ArrayList<>();
            NetClient client = vertx.createNetClient();
            byte[] request = request("/api/v1/analytics/historical?from=-" + hours + "h", "identity");
            long began = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                Loop loop = new Loop(request, 1);
                answers.add(client.connect(port, "127.0.0.1").compose(loop::run));
            }
            for (Future<?> answer : answers) {
                await(answer);
            }
            System.out.printf(
                    "%s200 cold questions at once: %.0f computation(s), all answered after %d ms%n",
                    hours == 101 ? "\n" : "",
                    meter(management, "signalroom_cache_computed_total") - before,
                    (System.nanoTime() - began) / 1_000_000);
            await(client.close());
        }
    }

    /** Twenty questions, each as often as the others. */
    private static void mix(Vertx vertx, int port, int management, int seconds) throws Exception {
        double before = meter(management, "signalroom_cache_computed_total");
        NetClient client = vertx.createNetClient();
        List<Future<long[]>> loops = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            byte[] request = request("/api/v1/analytics/historical?from=-" + (200 + i % 20) + "h", "gzip");
            Loop loop = new Loop(request, seconds * 1_000_000_000L + System.nanoTime());
            loops.add(client.connect(port, "127.0.0.1").compose(loop::run));
        }
        long requests = 0;
        for (Future<long[]> loop : loops) {
            requests += Arrays.stream(await(loop)).sum();
        }
        double computed = meter(management, "signalroom_cache_computed_total") - before;
        System.out.printf(
                "a mix of 20 questions: %,d answers, %.0f computations: %.3f %% fewer database queries%n",
                requests, computed, 100 * (1 - computed / requests));
        await(client.close());
    }

    private record Run(double perSecond, double p50, double p99) {
        @Override
        public String toString() {
            return String.format("%,8.0f/s p50 %.2f ms p99 %.2f ms", perSecond, p50, p99);
        }
    }

    private interface Number {
        double of(Run run);
    }

    private static double median(List<Run> runs, Number number) {
        return runs.stream()
                .mapToDouble(number::of)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Run load(Vertx vertx, int port, String encoding, int seconds) throws Exception {
        NetClient client = vertx.createNetClient();
        byte[] request = request(PATH, encoding);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Future<long[]>> loops = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Loop loop = new Loop(request, end);
            loops.add(client.connect(port, "127.0.0.1").compose(loop::run));
        }
        long[] all = new long[Loop.BUCKETS];
        for (Future<long[]> loop : loops) {
            long[] one = await(loop);
            for (int i = 0; i < all.length; i++) {
                all[i] += one[i];
            }
        }
        await(client.close());
        return new Run(Arrays.stream(all).sum() / (double) seconds, quantile(all, 0.5), quantile(all, 0.99));
    }

    private static double quantile(long[] buckets, double share) {
        long rest = (long) (Arrays.stream(buckets).sum() * share);
        int i = 0;
        while (i < buckets.length - 1 && (rest -= buckets[i]) > 0) {
            i++;
        }
        return i / 100.0;
    }

    /** One connection that asks again as soon as it is answered. Counts answers by hundredths of a millisecond. */
    private static final class Loop {
        static final int BUCKETS = 50_000;
        private final long[] buckets = new long[BUCKETS];
        private final Buffer request;
        private final long end;
        private final Promise<long[]> done = Promise.promise();
        private NetSocket socket;
        private Buffer answer;
        private int expected = -1;
        private long sent;

        Loop(byte[] request, long end) {
            this.request = Buffer.buffer(request);
            this.end = end;
        }

        Future<long[]> run(NetSocket connected) {
            socket = connected;
            socket.handler(this::take);
            socket.exceptionHandler(done::tryFail);
            socket.closeHandler(x -> done.tryFail("closed"));
            ask();
            return done.future();
        }

        private void ask() {
            answer = null;
            expected = -1;
            sent = System.nanoTime();
            socket.write(request);
        }

        private void take(Buffer data) {
            answer =
                    answer == null ? data : Buffer.buffer().appendBuffer(answer).appendBuffer(data);
            if (expected < 0) {
                expected = length(answer);
            }
            if (expected >= 0 && answer.length() >= expected) {
                long now = System.nanoTime();
                buckets[(int) Math.min(BUCKETS - 1, (now - sent) / 10_000)]++;
                if (now - end < 0) {
                    ask();
                } else {
                    done.tryComplete(buckets);
                    socket.close();
                }
            }
        }

        private static int length(Buffer head) {
            int lineEnd = 0;
            for (int i = 3; i < head.length(); i++) {
                if (head.getByte(i) == '\n' && head.getByte(i - 2) == '\n') {
                    lineEnd = i + 1;
                    break;
                }
            }
            if (lineEnd == 0) {
                return -1;
            }
            String text = head.getString(0, lineEnd, "ISO-8859-1");
            if (!text.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException(text);
            }
            int at = text.indexOf("content-length: ") + 16;
            return lineEnd + Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
        }
    }

    private static byte[] request(String path, String encoding) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nAccept-Encoding: " + encoding
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A server that does nothing but send these bytes, on as many event loops as ours. */
    private static void bare(Path file, String encoding) throws Exception {
        Buffer body = Buffer.buffer(Files.readAllBytes(file));
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors())));
        int port = freePort();
        for (int i = 0; i < Math.max(2, Runtime.getRuntime().availableProcessors()); i++) {
            await(vertx.deployVerticle(new io.vertx.core.VerticleBase() {
                @Override
                public Future<?> start() {
                    return vertx.createHttpServer(
                                    new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                            .requestHandler(request -> {
                                request.response().putHeader("content-type", "application/json");
                                if (encoding.equals("gzip")) {
                                    request.response().putHeader("content-encoding", "gzip");
                                }
                                request.response().end(body);
                            })
                            .listen();
                }
            }));
        }
        System.out.println("bare on " + port);
    }

    /** On a port that is chosen here: with port 0 each of the HTTP verticles would listen on one of its own. */
    private static int serve(Path data, int posts, int management) throws Exception {
        return start(
                List.of(java(), "-cp", System.getProperty("java.class.path"), "io.signalroom.Main", "serve"),
                Map.of(
                        "DATA_DIR",
                        data.resolve("data").toString(),
                        "HTTP_PORT",
                        String.valueOf(freePort()),
                        "MANAGEMENT_PORT",
                        String.valueOf(management),
                        "RATE_PER_MINUTE",
                        "10000000",
                        "DEMO_POSTS",
                        String.valueOf(posts),
                        "MARKET_FEED",
                        "none",
                        "TELEGRAM_MOCK_MODE",
                        "false",
                        "CACHE_HISTORICAL_SECONDS",
                        "3600"),
                "Signalroom listens on http://127.0.0.1:");
    }

    /** Starts a process and gives the port that it prints. */
    private static int start(List<String> line, Map<String, String> environment, String announces) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        STARTED.add(process);
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String text = output.readLine(); text != null; text = output.readLine()) {
            said.append(text).append('\n');
            int at = text.indexOf(announces);
            if (at >= 0) {
                Thread rest = new Thread(() -> drain(output));
                rest.setDaemon(true);
                rest.start();
                String port = text.substring(at + announces.length());
                return Integer.parseInt(port.chars()
                        .takeWhile(Character::isDigit)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
            }
        }
        throw new IllegalStateException("did not start:\n" + said);
    }

    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {
                // nobody reads what it says while it is measured
            }
        } catch (IOException e) {
            // it has ended
        }
    }

    private static double meter(int port, String name) throws Exception {
        return text(port, "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private static String text(int port, String path) throws Exception {
        return new String(get(port, path, "identity").body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> get(int port, String path, String encoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Encoding", encoding)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }
}
