package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import io.signalroom.testing.Swift;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@code cases.jsonl} that take their time: heads and bodies in drops, silence, and answers that nobody reads.
 * All at once against one server, which answers others meanwhile.
 */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowInputsTest {
    private static final int SILENT = 2_000;
    private static final long DRIP_MILLIS = 3_000;
    private static final String CHANGE = "POST /api/v1/parse HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private ServerProcess server;
    private int port;

    /**
     * Somebody slow.
     *
     * @param id of the case
     * @param first what is sent at once
     * @param drop what is sent every three seconds; empty = nothing more
     * @param within after which the connection has ended
     */
    private record Slow(String id, String first, String drop, Duration within) {}

    private static final List<Slow> ALL = List.of(
            new Slow("H021 TLS hello on the plain port", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000", "", seconds(11)),
            new Slow("H026 header drip", "GET /health/live HTTP/1.1\r\nHost: x\r\n", "X-a: b\r\n", seconds(12)),
            new Slow("H027 body drip", CHANGE + "Content-Length: 1000\r\n\r\n", " ", seconds(16)),
            new Slow("H028 body that stops", CHANGE + "Content-Length: 10\r\n\r\n{}", "", seconds(12)));

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @BeforeAll
    void start(@TempDir Path data) {
        server = ServerProcess.serve(data, Map.of("RATE_PER_MINUTE", "100000"));
        port = URI.create(server.url()).getPort();
        server.get("/api/v1/signals"); // the first one loads classes
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        return socket;
    }

    @TestFactory
    Stream<DynamicTest> who_is_slow_is_cut_off_and_nobody_waits_for_him() throws IOException {
        long began = System.nanoTime();
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < SILENT; i++) {
            silent.add(connect());
        }
        Socket unread = connect();
        byte[] question = "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 200; i++) {
            unread.getOutputStream().write(question);
        }
        List<CompletableFuture<Duration>> ended = ALL.stream()
                .map(slow -> CompletableFuture.supplyAsync(() -> ended(slow)))
                .toList();
        return Stream.of(
                        Stream.of(DynamicTest.dynamicTest("others are answered meanwhile", this::answered)),
                        ALL.stream()
                                .map(slow -> DynamicTest.dynamicTest(
                                        slow.id,
                                        () -> assertThat(ended.get(ALL.indexOf(slow))
                                                        .join())
                                                .isLessThan(slow.within))),
                        Stream.of(
                                DynamicTest.dynamicTest("H030 2,000 silent connections", () -> closed(silent, began)),
                                DynamicTest.dynamicTest("H029 answers nobody reads", () -> cutOff(unread, began))))
                .flatMap(tests -> tests);
    }

    private void answered() {
        for (int i = 0; i < 20; i++) {
            Swift.within(seconds(1), () -> server.get("/api/v1/signals"));
        }
    }

    /** How long it took until the server had enough. */
    private Duration ended(Slow slow) {
        long before = System.nanoTime();
        try (Socket socket = connect()) {
            socket.setSoTimeout((int) DRIP_MILLIS);
            socket.getOutputStream().write(slow.first.getBytes(StandardCharsets.ISO_8859_1));
            while (System.nanoTime() - before < seconds(30).toNanos()) {
                if (over(socket)) {
                    return Duration.ofNanos(System.nanoTime() - before);
                }
                socket.getOutputStream().write(slow.drop.getBytes(StandardCharsets.ISO_8859_1));
            }
            return Duration.ofDays(1);
        } catch (SocketException e) {
            return Duration.ofNanos(System.nanoTime() - before);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads for three seconds, or until the end. */
    private static boolean over(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            while (in.read() >= 0) {
                // an answer, perhaps 408
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    private static void closed(List<Socket> silent, long began) throws IOException {
        for (Socket socket : silent) {
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(seconds(16));
    }

    /** What is in the buffers on the way can still be read; the end comes behind it, and not all that was asked for. */
    private void cutOff(Socket unread, long began) throws IOException {
        while (System.nanoTime() - began < seconds(22).toNanos()) {
            answered();
        }
        long read = 0;
        byte[] buffer = new byte[64 * 1024];
        try (unread) {
            unread.setSoTimeout(3_000);
            for (int n = 0; n >= 0; n = unread.getInputStream().read(buffer)) {
                read += n;
            }
        } catch (SocketException e) {
            // reset, also an end
        }
        assertThat(read).isPositive().isLessThan(15_000_000);
    }
}
