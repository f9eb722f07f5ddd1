package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.ServerProcess;
import io.signalroom.testing.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program with settings that it cannot use: it ends at once, names them, and prints no value. */
@ExtendWith(Servers.class)
class BadSettingsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** What refusing may take beyond three times what printing the version takes: that is slow too on a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final int USAGE = 2;

    /** By the id of the case; every setting given is wrong, and all of them must be named. */
    private static final Map<String, Map<String, String>> WRONG = Map.of(
            "F002", Map.of("SECRET_KEY", "0123456789abcdef0123456789abcde"),
            "F003", Map.of("SECRET_KEY", "changeme-changeme-0123456789-ABCDEF"),
            "F004", Map.of("SECRET_KEY", "q".repeat(64), "SECRET_KEY_PREVIOUS", "q".repeat(64)),
            "F005", Map.of("HTTP_PORT", "99999", "MANAGEMENT_PORT", "0x50"),
            "F011",
                    Map.of(
                            "CACHE_HISTORICAL_SECONDS", "-61",
                            "CACHE_TRENDING_SECONDS", "0",
                            "PARSE_RATE_PER_MINUTE", "-77",
                            "OUTCOME_EXPIRY_HOURS", "-88",
                            "DEMO_POSTS", "-99"),
            "F016", Map.of("CORS_ORIGINS", "*"));

    /** By the id of the case: what stands in {@code conf/application.yaml}, and what of it may be printed nowhere. */
    private static final Map<String, String> WRONG_YAML = Map.of(
            "F008", "http:\n  port: 8000\nsecurity:\n  secretKey: \"hunter2\n",
            "F009",
                    "http:\n  host: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/hunter2\"]]\n");

    private static final Map<String, String> LATER = Map.of(
            "F017", "there is no TLS yet",
            "F018", "there is no cluster yet",
            "F019",
                    "there is no log folder: the log goes to standard error; those of PostgreSQL and Redis are in DATA_DIR, which must be writable");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> a_wrong_setting_ends_the_program_at_once() {
        return cases(WRONG)
                .map(bad -> DynamicTest.dynamicTest(bad.id() + " " + bad.title(), () -> {
                    Map<String, String> settings = WRONG.get(bad.id());
                    String output = refused(ServerProcess.run(folder, settings, "serve"));
                    assertThat(output).contains(settings.keySet());
                    settings.values().stream()
                            .filter(value -> value.length() > 1)
                            .forEach(value -> assertThat(output).doesNotContain(value));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_file_that_cannot_be_read_is_named_with_the_place() throws IOException {
        Path file = Files.createDirectories(folder.resolve("conf")).resolve("application.yaml");
        return cases(WRONG_YAML)
                .map(bad -> DynamicTest.dynamicTest(bad.id() + " " + bad.title(), () -> {
                    Files.writeString(file, WRONG_YAML.get(bad.id()));
                    String output = refused(ServerProcess.runIn(folder, folder.resolve("data"), Map.of(), "serve"));
                    assertThat(output).contains(file.toString()).containsPattern("line \\d+, column \\d+");
                    assertThat(output).doesNotContain("hunter2");
                }));
    }

    private static Stream<Case> cases(Map<String, ?> which) {
        return Case.all().stream().filter(bad -> which.containsKey(bad.id()));
    }

    private String refused(ServerProcess process) {
        assertEnds(process, USAGE);
        assertThat(process.output()).doesNotContain("listens", "Exception", "\tat ");
        return process.output();
    }

    private void assertEnds(ServerProcess process, int status) {
        long began = System.nanoTime();
        assertThat(process.exitStatus(LIMIT)).as(process.output()).isEqualTo(status);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.compareTo(AT_ONCE) > 0) {
            long asked = System.nanoTime();
            assertThat(ServerProcess.run(folder, Map.of(), "--version").exitStatus(LIMIT))
                    .isZero();
            Duration version = Duration.ofNanos(System.nanoTime() - asked);
            assertThat(took).isLessThan(AT_ONCE.plus(version.multipliedBy(3)));
        }
    }

    /** Case F006. */
    @Test
    void a_port_in_use_is_told_before_anything_is_started() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            for (String setting : List.of("HTTP_PORT", "MANAGEMENT_PORT")) {
                ServerProcess process = ServerProcess.run(folder, Map.of(setting, port), "serve");
                assertEnds(process, 1);
                assertThat(process.output()).contains(port, "another program has the port", setting);
            }
        }
        assertThat(folder.resolve("postgres")).doesNotExist();
    }

    /** Case F010. */
    @Test
    void secrets_that_everybody_can_read_are_told() throws IOException {
        Path file = folder.resolve(".env");
        Files.writeString(file, "SECRET_KEY=hunter2hunter2-0123456789-abcdef\nHTTP_PORT=0\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(token().lines())
                .anyMatch(line -> line.contains(file + " holds SECRET_KEY") && line.contains("chmod 600"));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(token()).doesNotContain("chmod");
    }

    private String token() {
        ServerProcess process = ServerProcess.runIn(folder, folder.resolve("data"), Map.of(), "token");
        assertThat(process.exitStatus(LIMIT)).as(process.output()).isZero();
        assertThat(process.output()).doesNotContain("hunter2");
        return process.output();
    }

    /** Case F015. */
    @Test
    void a_new_installation_has_no_key_that_anybody_could_know() {
        Map<String, String> settings = Map.of("DATABASE_URL", Servers.freshDatabase(), "SECRET_KEY", Tokens.SECRET);
        ServerProcess process = ServerProcess.run(folder, settings, "key", "list");
        assertThat(process.exitStatus(LIMIT)).as(process.output()).isZero();
        assertThat(process.output()).contains("There is no key.");
    }

    @Test
    void no_case_is_forgotten() {
        List<String> here = List.of("F006", "F010", "F015", "F020"); // the last: ClockCheckTest
        assertThat(Case.all().stream()
                        .filter(bad -> bad.surface().equals("config"))
                        .map(Case::id))
                .allMatch(id -> WRONG.containsKey(id)
                        || WRONG_YAML.containsKey(id)
                        || LATER.containsKey(id)
                        || here.contains(id));
    }
}
