package io.signalroom.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A secret that is said is heard, wherever it is said; and whoever says none is left alone. */
@Isolated("another class would take what it plants")
class SecretAlarmTest {
    private static final String JWT = "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJ0ZXN0ZXIifQ.c2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key sgr_0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef is wrong",
                "Authorization: Bearer " + JWT,
                "signed with whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "GET https://api.telegram.org/bot7000000001:AAfake-token_for-tests-0123456789abc/getUpdates",
                "signed with 0123456789abcdef0123456789abcdef",
                "cannot reach postgresql://signalroom:hunter2hunter2@db:5432/room",
                "AUTH redispassword failed",
                "setTdlibParameters api_hash 0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                "database_encryption_key kept-in-a-session",
                "password kept-in-a-file"
            })
    void a_secret_in_a_line_is_found(String line, @TempDir Path data) throws Exception {
        Files.writeString(data.resolve("postgres.password"), "kept-in-a-file\n");
        Files.createDirectories(data.resolve("tdlib"));
        Files.writeString(data.resolve("tdlib/session.key"), "kept-in-a-session\n");
        Secrets secrets = new Secrets()
                .plusSettings(Map.of(
                        "TELEGRAM_API_HASH", "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                        "SECRET_KEY", "0123456789abcdef0123456789abcdef",
                        "DATABASE_URL", "postgresql://signalroom:hunter2hunter2@db:5432/room",
                        "REDIS_URL", "redis://:redispassword@cache:6379"))
                .plusFolder(data);
        assertThat(secrets.in(line)).isPresent();
    }

    @Test
    void what_is_no_secret_is_not_found() {
        Secrets secrets = new Secrets().plusSettings(Map.of("SECRET_KEY", "", "DATABASE_URL", "postgresql://db/room"));
        for (String line :
                List.of("10:15:30.123 INFO  Server", "postgresql://db/room", "sgr_0123456789abcdef", "eyJ")) {
            assertThat(secrets.in(line)).as(line).isEmpty();
        }
    }

    @Test
    void what_the_test_jvm_logs_is_heard() {
        LoggerFactory.getLogger("planted").warn("planted for this test", new IllegalStateException("Bearer " + JWT));
        LoggerFactory.getLogger("io.signalroom.planted").debug("planted, and not shown: {}", JWT);
        assertThat(SecretAlarm.take())
                .containsExactly("planted logged a token", "io.signalroom.planted logged a token");
        assertThat(SecretAlarm.take()).isEmpty();
    }

    @Test
    void whatever_class_logs_one_fails() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(SecretsStayOut.class);
        LoggerFactory.getLogger("planted").warn("planted for this test: {}", JWT);
        assertThatThrownBy(() -> new SecretsStayOut().afterAll(null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("planted logged a token")
                .hasMessageNotContaining(JWT);
    }

    @Test
    void a_process_that_prints_its_key_fails_the_test_that_started_it(@TempDir Path data) {
        String secret = "a-word-that-nobody-else-may-know";
        ServerProcess process = ServerProcess.run(data, Map.of("SECRET_KEY", secret), secret);
        assertThatThrownBy(() -> process.exitStatus(Duration.ofSeconds(60)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SECRET_KEY");
    }
}
