package io.signalroom.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SignalIdTest {
    private static final long END_OF_48_BITS = (1L << 48) - 1;

    @Property
    void the_text_form_gives_the_same_id_back(
            @ForAll @LongRange(max = END_OF_48_BITS) long millis, @ForAll long channel, @ForAll long message) {
        SignalId id = SignalId.of(Instant.ofEpochMilli(millis), channel, message, 0);
        assertThat(SignalId.parse(id.toString())).isEqualTo(id);
        assertThat(id.postedAt()).isEqualTo(Instant.ofEpochMilli(millis));
    }

    @Property
    void the_text_form_sorts_by_time(
            @ForAll @LongRange(max = END_OF_48_BITS - 1) long millis,
            @ForAll @LongRange(min = 1, max = 1_000_000) long later,
            @ForAll long message) {
        long second = Math.min(END_OF_48_BITS, millis + later);
        String first = SignalId.of(Instant.ofEpochMilli(millis), 1, message, 0).toString();
        assertThat(SignalId.of(Instant.ofEpochMilli(second), 1, message, 0).toString())
                .isGreaterThan(first);
    }

    @Test
    void a_post_names_its_signals_the_same_way_each_time() {
        Instant at = Instant.parse("2026-03-01T09:00:00Z");
        assertThat(SignalId.of(at, 7, 1, 0)).isEqualTo(SignalId.of(at, 7, 1, 0));
        assertThat(List.of(SignalId.of(at, 7, 1, 1), SignalId.of(at, 7, 2, 0), SignalId.of(at, 8, 1, 0)))
                .doesNotContain(SignalId.of(at, 7, 1, 0));
        assertThat(SignalId.random(at)).isNotEqualTo(SignalId.random(at));
    }

    @Test
    void what_is_no_id_is_refused() {
        String right = new SignalId(new UUID(1, 2)).toString();
        for (String wrong : List.of(
                "",
                "sig_",
                right.substring(1),
                right + "0",
                right.replace("0", "U"),
                "sig_" + "Z".repeat(26),
                "sig_" + "8" + right.substring(5))) {
            assertThatThrownBy(() -> SignalId.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
