package io.signalroom.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The real program as a process of its own, with its own PostgreSQL and Redis, on free ports: to be used, stopped and
 * killed like the real thing.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String LISTENS = "Signalroom listens on http://127.0.0.1:";
    private static final String MANAGED = "Health and metrics are on http://127.0.0.1:";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** Commands that print one key or token, because they are asked to. */
    private static final List<String> PRINTING = List.of("key", "token");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    private final Path data;
    private final Secrets secrets;
    private final boolean printsOne;

    private ServerProcess(Process process, Path data, Map<String, String> settings, List<String> command) {
        this.process = process;
        this.data = data;
        this.secrets = new Secrets().plusSettings(settings);
        this.printsOne = PRINTING.contains(command.get(0));
        this.reader = new Thread(this::read, "output of " + process.pid());
        this.reader.setDaemon(true);
        this.reader.start();
    }

    /**
     * Starts {@code serve} and waits until it listens. In an empty folder it finds what a first start leaves, see
     * {@link #install} for a first start itself.
     *
     * @param data its data folder; give the same again to start where another one ended
     * @param settings environment variables; ports are free ones, there are no demo posts unless asked for
     */
    public static ServerProcess serve(Path data, Map<String, String> settings) {
        if (!settings.containsKey("DATABASE_URL")) {
            Installation.in(data);
        }
        return install(data, settings);
    }

    /** The same without any preparation: in an empty folder, a first start. */
    public static ServerProcess install(Path data, Map<String, String> settings) {
        ServerProcess server = run(data, settings, "serve");
        try {
            server.port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return server;
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            server.close();
            throw new IllegalStateException("the server did not start:\n" + server.output(), e);
        }
    }

    /** Runs any command of the program, without waiting for anything. */
    public static ServerProcess run(Path data, Map<String, String> settings, String... command) {
        return runIn(Path.of("").toAbsolutePath(), data, settings, command);
    }

    /** The same in another working folder, whose {@code .env} and {@code conf} are read. */
    public static ServerProcess runIn(Path folder, Path data, Map<String, String> settings, String... command) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // it lives for seconds: half the processor time of a start would go to the second compiler and to G1
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.signalroom.Main"));
        line.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TELEGRAM") || name.endsWith("_URL"));
        builder.environment()
                .putAll(Map.of(
                        "DATA_DIR", data.toString(),
                        "HTTP_PORT", "0",
                        "MANAGEMENT_PORT", "0",
                        "DEMO_POSTS", "0",
                        "MARKET_FEED", "none",
                        "TELEGRAM_MOCK_MODE", "false"));
        builder.environment().putAll(settings);
        try {
            return new ServerProcess(builder.start(), data, settings, List.of(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port.getNow(-1);
    }

    /** The address for those who run it, without a slash at the end. */
    public String managementUrl() {
        int managed = output().lines()
                .flatMap(line -> portAfter(MANAGED, line).stream())
                .findFirst()
                .orElseThrow();
        return "http://127.0.0.1:" + managed;
    }

    private static Optional<Integer> portAfter(String words, String line) {
        int at = line.indexOf(words);
        return at < 0
                ? Optional.empty()
                : Optional.of(new Scanner(line.substring(at + words.length()))
                        .useDelimiter("\\D")
                        .nextInt());
    }

    public long pid() {
        return process.pid();
    }

    /** Everything it has printed. */
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** GETs a path and gives the body of a 200. */
    public String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " gave " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGKILL and waits for the end. */
    public void killHard() {
        process.toHandle().destroyForcibly();
        exitStatus(Duration.ofSeconds(20));
    }

    /** Sends SIGTERM and gives the exit status; by its handle, because {@code Process.destroy} cuts the output off. */
    public int terminate() {
        process.toHandle().destroy();
        return exitStatus(Duration.ofSeconds(40));
    }

    /** Waits for the end. */
    public int exitStatus(Duration limit) {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("still runs after " + limit + ":\n" + output());
            }
            reader.join(5_000);
            keptItsSecrets();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, and fails if it printed a secret. */
    @Override
    public void close() {
        try {
            process.toHandle().destroy();
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join(5_000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        keptItsSecrets();
    }

    private void keptItsSecrets() {
        secrets.plusFolder(data);
        List<String> told =
                output().lines().flatMap(line -> secrets.in(line).stream()).toList();
        if (told.size() > (printsOne ? 1 : 0)) {
            throw new AssertionError("the process printed " + told);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                portAfter(LISTENS, line).ifPresent(port::complete);
            }
        } catch (IOException e) {
            // the process is gone; what it printed so far is kept
        } finally {
            port.completeExceptionally(new IllegalStateException("ended with\n" + output()));
        }
    }
}
