package io.signalroom.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.bus.message.ReadyBytes;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptFormTest {
    private static final String KEY = "signalroom:2:b3f1:getHistorical:{\"from\":\"-24h\"}";

    private static Kept kept(String body) {
        return new Kept(
                ReadyBytes.of(Buffer.buffer(body)),
                1L << 40,
                Instant.parse("2026-03-01T12:00:00.123Z"),
                Duration.ofMinutes(5),
                4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 5_000, 300_000})
    void an_answer_comes_back_as_it_was(int length) {
        Kept kept = kept("ü€\"".repeat(length / 6 + 1).substring(0, length / 2));
        assertThat(KeptForm.read(KEY, KeptForm.write(KEY, kept))).isEqualTo(kept);
    }

    @Test
    void a_long_text_is_stored_compressed() {
        assertThat(KeptForm.write(KEY, kept("abc ".repeat(10_000))).length()).isLessThan(500);
    }

    @Test
    void the_answer_to_another_question_is_none() {
        Buffer form = KeptForm.write(KEY, kept("{}"));
        assertThatThrownBy(() -> KeptForm.read(KEY.replace("24", "25"), form))
                .isInstanceOf(KeptForm.UnreadableException.class)
                .hasMessage("key");
    }

    @Test
    void a_change_of_any_byte_and_a_cut_at_any_place_is_noticed() {
        Buffer form = KeptForm.write(KEY, kept("abc ".repeat(1_000)));
        for (int i = 0; i < form.length(); i++) {
            Buffer changed = form.copy().setByte(i, (byte) (form.getByte(i) ^ 1));
            Buffer cut = form.getBuffer(0, i);
            assertThatThrownBy(() -> KeptForm.read(KEY, changed)).isInstanceOf(KeptForm.UnreadableException.class);
            assertThatThrownBy(() -> KeptForm.read(KEY, cut)).isInstanceOf(KeptForm.UnreadableException.class);
        }
    }

    @Test
    void another_version_is_not_read() {
        Buffer form = KeptForm.write(KEY, kept("{}"));
        form.setByte(3, (byte) (KeptForm.VERSION - 1));
        assertThatThrownBy(() -> KeptForm.read(KEY, form)).hasMessage("version");
    }
}
