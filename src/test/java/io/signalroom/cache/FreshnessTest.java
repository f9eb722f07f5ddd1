package io.signalroom.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.bus.message.RollupsAdvanced;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** Computed at noon with every event up to the fifth, for a hundred seconds. */
    private static final Kept KEPT = new Kept(ReadyBytes.of(Buffer.buffer("{}")), 5, NOON, Duration.ofSeconds(100), 1);

    private final Generation generation = new Generation();

    @BeforeEach
    void five_events() {
        generation.hear(new RollupsAdvanced("a", 5), NOON.minusSeconds(10));
    }

    private Freshness after(long millis) {
        return Freshness.of(KEPT, generation, NOON.plusMillis(millis));
    }

    @CsvSource({
        "-1001, GONE", // from the future
        "-1000, FRESH", // of a node whose clock goes a little before ours
        "0, FRESH",
        "89999, FRESH",
        "90000, DUE",
        "99999, DUE",
        "100000, BRIEFLY_STALE",
        "100499, BRIEFLY_STALE",
        "100500, LAST_RESORT",
        "101000, LAST_RESORT",
        "101001, GONE"
    })
    @ParameterizedTest
    void without_a_new_event_an_answer_lives_for_its_lifetime_and_a_second(long millis, Freshness expected) {
        assertThat(after(millis)).isEqualTo(expected);
    }

    @CsvSource({
        "20000, BRIEFLY_STALE",
        "20499, BRIEFLY_STALE",
        "20500, LAST_RESORT",
        "99000, LAST_RESORT",
        "101000, LAST_RESORT",
        "101001, GONE",
        "19000, LAST_RESORT" // the clock was set back
    })
    @ParameterizedTest
    void an_overtaken_one_is_served_without_waiting_for_half_a_second(long millis, Freshness expected) {
        generation.hear(new RollupsAdvanced("a", 6), NOON.plusSeconds(20));
        generation.hear(new RollupsAdvanced("a", 7), NOON.plusSeconds(21));
        assertThat(after(millis)).isEqualTo(expected);
    }

    @Test
    void an_answer_with_events_this_node_has_not_heard_of_is_fresh() {
        Kept ahead = new Kept(KEPT.bytes(), 6, NOON, Duration.ofSeconds(100), 1);
        assertThat(Freshness.of(ahead, generation, NOON.plusSeconds(1))).isEqualTo(Freshness.FRESH);
    }
}
