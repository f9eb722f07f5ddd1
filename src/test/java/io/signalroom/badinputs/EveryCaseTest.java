package io.signalroom.badinputs;

import static org.assertj.core.api.Assertions.assertThat;

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
}
