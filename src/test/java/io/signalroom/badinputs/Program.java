package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Swift;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The whole program under bad inputs, with a key of which tokens for it are made. */
final class Program implements AutoCloseable {
    static final String ORIGIN = "https://app.example";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServerProcess process;

    private Program(ServerProcess process) {
        this.process = process;
    }

    /** Starts it, closed to readers unless the settings say otherwise. */
    static Program start(Path data, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "SECRET_KEY",
                Tokens.SECRET,
                "READ_OPEN",
                "false",
                "CORS_ORIGINS",
                ORIGIN,
                "TELEGRAM_MOCK_MODE",
                "false"));
        all.putAll(settings);
        return new Program(ServerProcess.serve(data, all));
    }

    int port() {
        return URI.create(process.url()).getPort();
    }

    String output() {
        return process.output();
    }

    /** One that is good for so many seconds. */
    static String token(String scope, long seconds) {
        return Tokens.of("tester " + scope + seconds, scope, seconds);
    }

    /** Sends a request that must succeed; the answer's body, empty if there is none. */
    JsonObject send(String method, String path, String token, JsonObject body) {
        String answer = answer(HttpRequest.newBuilder(URI.create(process.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode())));
        return answer.isEmpty() ? new JsonObject() : new JsonObject(answer);
    }

    private static String answer(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String managed(String path) {
        return answer(HttpRequest.newBuilder(URI.create(process.managementUrl() + path)));
    }

    /** Enters a call by hand. */
    void enterSignal() {
        String text = "LONG SOL/USDT\nEntry 182\nTP 191.5\nSL 176.9";
        send("POST", "/api/v1/signals", token("write", 600), new JsonObject().put("text", text));
    }

    /** It still answers, and within a second. */
    void assertWell() {
        Swift.within(SOON, () -> assertThat(managed("/health/live")).isNotEmpty());
    }

    /** A meter without tags. */
    double meter(String name) {
        return sum(line -> line.startsWith(name + " "));
    }

    /** A meter by one of its tags, whatever the others; 0 if it has not been written yet. */
    double meter(String name, String tag, String value) {
        return sum(line -> line.startsWith(name + "{") && line.contains(tag + "=\"" + value + "\""));
    }

    private double sum(Predicate<String> wanted) {
        return managed("/metrics")
                .lines()
                .filter(wanted)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Bytes of the heap that are in use after a full collection. */
    long memory() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram").start();
            String total = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(total.strip().split("\\s+")[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
