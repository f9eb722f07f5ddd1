package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.parse.SignalParser;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the demo writes, the parser reads: every field that a text states, and none that it does not. */
class ReadBackTest {
    private static final SignalParser PARSER = new SignalParser();
    private static final int SEEDS = 3;
    private static final int SHOWN = 5;
    private static final Map<String, List<EveryLayout.Text>> WRITTEN = texts(EveryLayout::written);
    private static final Map<String, List<EveryLayout.Text>> OTHER_NUMBERS = texts(EveryLayout::inOtherNumbers);

    private static Map<String, List<EveryLayout.Text>> texts(LongFunction<EveryLayout> writer) {
        Map<String, List<EveryLayout.Text>> texts = new TreeMap<>();
        LongStream.rangeClosed(1, SEEDS)
                .mapToObj(writer)
                .forEach(written -> written.texts()
                        .forEach((layout, some) -> texts.computeIfAbsent(layout, name -> new ArrayList<>())
                                .addAll(some)));
        return texts;
    }

    static List<String> layouts() {
        return List.copyOf(WRITTEN.keySet());
    }

    static List<String> tradeLayouts() {
        return OTHER_NUMBERS.keySet().stream()
                .filter(layout -> layout.startsWith("TRADE_SIGNAL"))
                .toList();
    }

    @Test
    void no_layout_is_left_out() {
        assertThat(layouts())
                .containsExactlyInAnyOrderElementsOf(EveryLayout.written(1).names());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void a_text_in_this_layout_is_read_as_what_it_states(String layout) {
        assertThat(misread(WRITTEN.get(layout))).as(layout).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tradeLayouts")
    void a_call_in_this_layout_is_read_in_any_number_style(String layout) {
        assertThat(misread(OTHER_NUMBERS.get(layout))).as(layout).isEmpty();
    }

    private static List<String> misread(List<EveryLayout.Text> texts) {
        List<String> wrong = new ArrayList<>();
        for (EveryLayout.Text text : texts) {
            List<String> differences = differences(text);
            if (!differences.isEmpty()) {
                wrong.add(text.post().post().text() + "\n  " + String.join("\n  ", differences) + "\n");
            }
        }
        List<String> shown = new ArrayList<>(wrong.subList(0, Math.min(SHOWN, wrong.size())));
        if (!wrong.isEmpty()) {
            shown.add("%d of %d misread".formatted(wrong.size(), texts.size()));
        }
        return shown;
    }

    private static List<String> differences(EveryLayout.Text text) {
        DemoPost post = text.post();
        Judgement judgement = PARSER.parse(post.post().text(), parent(text.answered()));
        if (judgement.kind() != post.written()) {
            return List.of("read as " + judgement.kind());
        }
        if (post.written() == PostKind.NOISE) {
            return List.of();
        }
        SignalFields read = judgement.signals().get(0).fields();
        List<String> differences = FieldsDifference.between(post.truth(), read);
        if (post.truth().symbol() == null
                && text.answered() != null
                && text.answered().truth() != null
                && !text.answered().truth().symbol().equals(read.symbol())) {
            differences.add("symbol of the call lent as " + read.symbol());
        }
        if (judgement.signals().size() > 1) {
            differences.add("read as " + judgement.signals().size() + " signals");
        }
        return differences;
    }

    private static ParsedSignal parent(DemoPost answered) {
        return answered == null
                ? null
                : PARSER.parse(answered.post().text()).signals().stream()
                        .findFirst()
                        .orElse(null);
    }
}
