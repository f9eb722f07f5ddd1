package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private final Scene scene = new Scene();

    private String written(long look, String... lines) {
        scene.symbol = "SOL";
        scene.bullish = true;
        scene.scale = 1;
        scene.entries = new long[] {1425, 1401};
        scene.targets = new long[] {1510, 1600};
        scene.stop = 1378;
        scene.look = new Dice(look);
        scene.truth = SignalFields.builder();
        StringBuilder out = new StringBuilder();
        Template.of(List.of(lines)).write(scene, out);
        return out.toString();
    }

    @Test
    void slots_are_filled_and_entered_in_the_truth() {
        assertThat(written(1, "{side|Long|Short} {sym}/{quote} {ladder|#) %|\\n}", "TP {targets|%|\\p}, stop {stop}"))
                .isEqualTo("Long SOL/USDT 1) 142.5\n2) 140.1\nTP 151.0|160.0, stop 137.8");
        SignalFields truth = scene.truth.build();
        assertThat(truth.symbol()).isEqualTo("SOL");
        assertThat(truth.quote()).isEqualTo("USDT");
        assertThat(truth.entries()).containsExactly(new BigDecimal("140.1"), new BigDecimal("142.5"));
        assertThat(truth.targets()).containsExactly(new BigDecimal("151.0"), new BigDecimal("160.0"));
        assertThat(truth.stopLoss()).isEqualTo("137.8");
        assertThat(truth.leverage()).isNull();
    }

    @Test
    void choices_and_optional_lines_vary_with_the_look() {
        TreeSet<String> seen = new TreeSet<>();
        for (long look = 0; look < 200; look++) {
            seen.add(written(look, "[[a|b]]", "?50 maybe", "end"));
        }
        assertThat(seen).containsExactly("a\nend", "a\nmaybe\nend", "b\nend", "b\nmaybe\nend");
    }

    @Test
    void the_same_look_gives_the_same_words() {
        assertThat(written(7, "[[a|b|c|d]][[a|b|c|d]]", "?50 x"))
                .isEqualTo(written(7, "[[a|b|c|d]][[a|b|c|d]]", "?50 x"));
    }

    @Test
    void a_slot_that_does_not_exist_is_refused_when_the_file_is_read() {
        assertThatThrownBy(() -> Template.of(List.of("{nothing}"))).hasMessageContaining("{nothing}");
        assertThatThrownBy(() -> Template.of(List.of("{sym"))).hasMessageContaining("unclosed");
    }
}
