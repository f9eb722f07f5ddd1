package io.signalroom.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.cache.Generation.Move;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final Generation generation = new Generation();

    private Move hear(String epoch, long revision, int second) {
        return generation.hear(new RollupsAdvanced(epoch, revision), NOON.plusSeconds(second));
    }

    @Test
    void a_repeated_or_late_hint_moves_nothing() {
        assertThat(generation.known()).isFalse();
        assertThat(hear("a", 5, 0)).isEqualTo(Move.OTHER_DATABASE);
        assertThat(hear("a", 5, 1)).isEqualTo(Move.NOTHING_NEW);
        assertThat(hear("a", 4, 2)).isEqualTo(Move.NOTHING_NEW);
        assertThat(generation.revision()).isEqualTo(5);
        assertThat(hear("a", 6, 3)).isEqualTo(Move.FORWARD);
        assertThat(hear("b", 2, 4)).isEqualTo(Move.OTHER_DATABASE);
        assertThat(generation.epoch()).isEqualTo("b");
        assertThat(generation.revision()).isEqualTo(2);
    }

    @Test
    void an_answer_is_overtaken_since_the_first_event_it_lacks() {
        hear("a", 5, 0);
        hear("a", 6, 1);
        hear("a", 9, 2);
        assertThat(generation.overtakenSince(9)).isEmpty();
        assertThat(generation.overtakenSince(10)).isEmpty();
        assertThat(generation.overtakenSince(8)).contains(NOON.plusSeconds(2));
        assertThat(generation.overtakenSince(6)).contains(NOON.plusSeconds(2));
        assertThat(generation.overtakenSince(5)).contains(NOON.plusSeconds(1));
        assertThat(generation.overtakenSince(-1)).contains(NOON);
    }

    @Test
    void of_a_long_history_the_end_is_enough() {
        for (int i = 0; i < 1_000; i++) {
            hear("a", i, i);
        }
        assertThat(generation.overtakenSince(998)).contains(NOON.plusSeconds(999));
        assertThat(generation.overtakenSince(0)).contains(NOON.plusSeconds(936));
    }

    @Test
    void a_late_hint_of_the_life_that_was_left_turns_nothing_back_but_a_restored_database_does() {
        hear("a", 5, 0);
        hear("b", 1, 1);
        assertThat(hear("a", 6, 2)).isEqualTo(Move.NOTHING_NEW);
        assertThat(generation.epoch()).isEqualTo("b");
        assertThat(hear("b", 2, 3)).isEqualTo(Move.FORWARD);
        assertThat(hear("a", 6, 12)).isEqualTo(Move.OTHER_DATABASE);
        assertThat(generation.epoch()).isEqualTo("a");
    }
}
