package io.signalroom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of updates that Telegram brings. */
class UpdatesSettingsTest {
    @TempDir
    Path folder;

    @Test
    void updates_are_brought_where_an_address_and_a_secret_are_set() {
        AppConfig config = ConfigLoader.load(
                folder,
                Map.of(
                        "TELEGRAM_BOT_TOKEN", "123456:0123456789abcdef",
                        "TELEGRAM_WEBHOOK_URL", "https://example.org/api/v1/telegram/updates",
                        "TELEGRAM_WEBHOOK_SECRET", "hunter2-hunter2_hunter2"));
        assertThat(config.telegram().updates().orElseThrow().url().toString())
                .isEqualTo("https://example.org/api/v1/telegram/updates");
        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(ConfigLoader.load(folder, Map.of("TELEGRAM_WEBHOOK_SECRET", "0123456789abcdef"))
                        .telegram()
                        .updates())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "hunter2 hunter2 hunter2", "hunter2hunter2é", "hunter2hunter2/="})
    void a_secret_that_telegram_does_not_take_or_anybody_guesses_is_named(String secret) {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.load(
                        folder,
                        Map.of(
                                "TELEGRAM_WEBHOOK_URL",
                                "http://example.org/updates",
                                "TELEGRAM_WEBHOOK_SECRET",
                                secret)));
        assertThat(failure.faults())
                .hasSize(3)
                .anyMatch(f -> f.startsWith("TELEGRAM_WEBHOOK_URL"))
                .anyMatch(f -> f.startsWith("TELEGRAM_WEBHOOK_SECRET") && f.contains("openssl rand"))
                .anyMatch(f -> f.startsWith("TELEGRAM_BOT_TOKEN"));
        assertThat(String.join("", failure.faults())).doesNotContain("hunter2");
    }

    @Test
    void an_address_without_a_secret_is_named() {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigLoader.load(
                        folder,
                        Map.of(
                                "TELEGRAM_BOT_TOKEN", "123456:0123456789abcdef",
                                "TELEGRAM_WEBHOOK_URL", "https://example.org/updates")));
        assertThat(failure.faults()).singleElement().asString().startsWith("TELEGRAM_WEBHOOK_SECRET");
    }
}
