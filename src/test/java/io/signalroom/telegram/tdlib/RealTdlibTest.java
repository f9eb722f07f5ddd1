package io.signalroom.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TDLib itself, each time in a process of its own that has no network: as soon as it has its parameters it dials Telegram's servers. It
 * comes by {@code .ci/tdlib/fetch}, which runs once.
 */
class RealTdlibTest {
    private static final Path LIBRARY = Path.of(".ci/tdlib/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so")
            .toAbsolutePath();

    private static final Map<String, String> SETTINGS = Map.of(
            "TELEGRAM_API_ID",
            "12345",
            "TELEGRAM_API_HASH",
            TdlibRig.HASH,
            "TELEGRAM_TDJSON_PATH",
            LIBRARY.toString(),
            "TELEGRAM_CHANNELS",
            "desk");

    @TempDir
    Path folder;

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        if (Files.exists(LIBRARY)) {
            return;
        }
        Process fetching =
                new ProcessBuilder("bash", ".ci/tdlib/fetch").inheritIO().start();
        assertThat(fetching.waitFor(300, TimeUnit.SECONDS) && fetching.exitValue() == 0)
                .as("TDLib is missing and could not be fetched by .ci/tdlib/fetch (npm, Linux x64 with glibc)")
                .isTrue();
    }

    @Test
    void it_is_loaded_answers_takes_its_parameters_waits_for_a_number_and_closes() throws Exception {
        String said = withoutNetwork(0, "", TdlibProbe.class.getName(), folder.toString(), LIBRARY.toString());
        assertThat(said.lines().filter(line -> line.startsWith("probe")))
                .containsExactly("probe entities textEntityTypeBotCommand", "probe WaitPhoneNumber", "probe closed");
    }

    @Test
    void the_whole_command_asks_for_the_phone_number_and_keeps_its_files_to_itself() throws Exception {
        String said = withoutNetwork(1, "", "io.signalroom.Main", "telegram", "sign-in");
        assertThat(said)
                .contains("Step 1: phone number")
                .contains("Nothing was typed")
                .doesNotContain(TdlibRig.HASH);
        SignInTest.assertOwnersOnly(folder.resolve("data/tdlib"));
        String key = Files.readString(folder.resolve("data/tdlib/session.key"));
        assertThat(said).doesNotContain(key);

        assertThat(withoutNetwork(1, "", "io.signalroom.Main", "telegram", "status"))
                .contains("TDLib 1.8.67 is there.")
                .contains("Nobody is signed in. Run:")
                .contains("Reads @desk.");
    }

    /** Runs a class in a network of its own, in which there is nothing. */
    private String withoutNetwork(int status, String typed, String... main) throws IOException, InterruptedException {
        boolean root = System.getProperty("user.name").equals("root");
        List<String> line = new ArrayList<>(List.of(
                "unshare",
                root ? "-n" : "-rn",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        line.addAll(List.of(main));
        Path output = Files.createTempFile(folder, "output", null);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(SETTINGS);
        builder.environment().put("DATA_DIR", folder.resolve("data").toString());
        Process process = builder.start();
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(typed).close();
            boolean ended = process.waitFor(150, TimeUnit.SECONDS);
            String said = Files.readString(output);
            assertThat(said)
                    .as("this test needs a network of its own: allow unshare -n to this user (user namespaces)")
                    .doesNotContain("unshare failed");
            assertThat(ended).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(status);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
