package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which cases of {@code cases.jsonl} are driven by which test. */
class EveryCaseTest {
    private static final Map<String, Class<?>> DRIVEN = Map.of(
            "rest", BadInputsTest.class,
            "http-raw", BadInputsTest.class,
            "sockjs", BadFramesTest.class,
            "websocket", BadSocketsTest.class,
            "webhook", BadHooksTest.class,
            "config", BadSettingsTest.class,
            "telegram-bot-api", BadUpdatesTest.class,
            "import-file", BadExportsTest.class);

    @Test
    void every_case_is_of_a_surface_that_is_driven() {
        Set<String> surfaces = Case.all().stream().map(Case::surface).collect(Collectors.toSet());
        assertThat(surfaces).isEqualTo(DRIVEN.keySet());
        assertThat(Case.all()).hasSize(243 + 10);
    }

    /** Each takes the cases of its surfaces by their names. */
    @Test
    void whoever_drives_a_surface_names_it() {
        DRIVEN.forEach((surface, driver) -> assertThat(words(driver))
                .as("%s", driver)
                .contains("\u0001\u0000%c%s".formatted(surface.length(), surface)));
    }

    /** Of its class file: a string is a tag, two bytes for its length, and its letters. */
    private static String words(Class<?> driver) {
        try (InputStream file = driver.getResourceAsStream(driver.getSimpleName() + ".class")) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
