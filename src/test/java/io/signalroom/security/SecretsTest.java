package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.FaultCount;
import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** P24, S40: secrets are where they belong, and in no repository, jar, log or command line. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class SecretsTest {
    private static final String KEY = "k3y-0123456789abcdefghijklmnopqrstuv";
    private static final String BOT = "7000000002:AAother-token_for-tests-0123456789abc";
    private static final String HOOK_SECRET = "hook-s3cret-0123456789";
    private static final String API_HASH = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", "node_modules", "klines", ".idea");

    /** Forms by which secret scanners know what must not be published. */
    private static final Pattern SECRET = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"
            + "|\\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\\b"
            + "|\\bsgr_[0-9a-f]{16}_[0-9a-f]{64}\\b"
            + "|\\bAKIA[0-9A-Z]{16}\\b"
            + "|\\bgh[pousr]_[A-Za-z0-9]{36}\\b"
            + "|\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{40,}");

    /** Invented for tests and examples, and good for nothing. */
    private static final List<String> INVENTED = List.of(
            "7000000001:AAfake-token_for-tests-0123456789abc",
            BOT,
            "sgr_0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

    @Test
    void a_running_server_shows_its_secrets_in_no_command_line_no_environment_of_a_child_and_no_log(@TempDir Path data)
            throws IOException, InterruptedException {
        Map<String, String> settings = Map.of(
                "SECRET_KEY", KEY,
                "TELEGRAM_BOT_TOKEN", BOT,
                "TELEGRAM_BOT_API_URL", "http://127.0.0.1:1",
                "TELEGRAM_WEBHOOK_URL", "https://signalroom.example/api/v1/telegram/updates",
                "TELEGRAM_WEBHOOK_SECRET", HOOK_SECRET,
                "TELEGRAM_API_ID", "12345",
                "TELEGRAM_API_HASH", API_HASH);
        List<String> secrets = new ArrayList<>(List.of(KEY, BOT, HOOK_SECRET, API_HASH));
        List<String> said = new ArrayList<>();
        try (ServerProcess server = ServerProcess.serve(data, settings)) {
            secrets.addAll(passwords(data));
            String key = output(ServerProcess.run(data, settings, "key", "create", "--name", "desk"))
                    .lines()
                    .filter(line -> line.startsWith("sgr_"))
                    .findFirst()
                    .orElseThrow();
            secrets.add(key.substring(21));
            secrets.add(token(server, key));
            ProcessHandle own = ProcessHandle.of(server.pid()).orElseThrow();
            assertThat(own.info().commandLine()).isPresent();
            said.add(own.info().commandLine().get());
            List<ProcessHandle> children = own.descendants().toList();
            assertThat(children).isNotEmpty();
            for (ProcessHandle child : children) {
                said.add(child.info().commandLine().orElse(""));
                said.add(environment(child));
            }
            bring(server, HOOK_SECRET);
            bring(server, HOOK_SECRET + "-not");
            said.add(server.get("/api/v1/status"));
            server.terminate();
            assertThat(server.output()).contains("createToken");
            said.addAll(server.output().lines().toList());
            said.addAll(logs(data).lines().toList());
        }
        long told = said.stream()
                .filter(text -> secrets.stream().anyMatch(text::contains))
                .count();
        FaultCount.unexpected("P24", said.size(), told).print();
    }

    /** An update, as Telegram brings it. */
    private static void bring(ServerProcess server, String secret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/telegram/updates"))
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .POST(HttpRequest.BodyPublishers.ofString("{\"update_id\":1}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain(secret);
    }

    @Test
    void an_installation_begins_without_a_key_and_the_site_has_no_figures(@TempDir Path data)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.serve(data, Map.of())) {
            assertThat(output(ServerProcess.run(data, Map.of(), "key", "list"))).contains("There is no key.");
            for (String path : List.of("/metrics", "/.git/HEAD", "/conf/application.yaml", "/.env", "/secret.key")) {
                assertThat(HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(URI.create(server.url() + path))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void the_repository_holds_none() throws IOException {
        assertThat(published(Path.of(""))).isEmpty();
    }

    @Test
    void the_jar_will_hold_none() throws IOException {
        assertThat(published(Path.of("target", "classes"))).isEmpty();
        try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .doesNotContain(".env", "secret.key", "postgres.password");
        }
    }

    private static List<String> published(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(root.toAbsolutePath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes x) {
                return !folder.equals(root.toAbsolutePath())
                                && NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes x) throws IOException {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                SECRET.matcher(text)
                        .results()
                        .map(hit -> hit.group())
                        .filter(hit -> !INVENTED.contains(hit))
                        .forEach(hit -> found.add(file + ": " + hit.substring(0, 12) + "..."));
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static List<String> passwords(Path data) throws IOException {
        String redis = Files.readString(data.resolve("redis").resolve("redis.conf"));
        return List.of(
                Files.readString(data.resolve("postgres.password")).strip(),
                redis.replaceFirst("(?s).* on >(\\S+) .*", "$1").strip());
    }

    private static String output(ServerProcess command) {
        assertThat(command.exitStatus(LIMIT)).isZero();
        return command.output();
    }

    private static String token(ServerProcess server, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/auth/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("apiKey", key).encode()))
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return new JsonObject(body).getString("accessToken");
    }

    /** Where the system shows it. */
    private static String environment(ProcessHandle process) throws IOException {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "environ");
        try {
            return Files.isReadable(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            return ""; // a backend of the database that has ended meanwhile
        }
    }

    private static String logs(Path data) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(data.resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
