package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the parser promises for every text, however broken. */
final class Promises {
    private static final Set<String> PRICES = Set.of("entries", "targets", "stopLoss");

    private Promises() {}

    /** Asserts that a judgement of {@code text} keeps them. */
    static void hold(String text, Judgement judgement) {
        assertThat(judgement.confidence()).isBetween(0.0, 1.0);
        for (ParsedSignal signal : judgement.signals()) {
            assertThat(signal.confidence()).isBetween(0.0, 1.0);
            for (FieldSpan span : signal.spans()) {
                hold(text, span);
            }
        }
    }

    private static void hold(String text, FieldSpan span) {
        assertThat(span.confidence()).as("%s", span).isBetween(0.0, 1.0);
        assertThat(span.start()).as("%s", span).isNotNegative().isLessThan(span.end());
        assertThat(span.end()).as("%s", span).isLessThanOrEqualTo(text.length());
        assertThat(cutsAPair(text, span.start())).as("start of %s", span).isFalse();
        assertThat(cutsAPair(text, span.end())).as("end of %s", span).isFalse();
        if (PRICES.contains(span.field())) {
            String slice = text.substring(span.start(), span.end());
            assertThat(Normalizer.normalize(slice, Normalizer.Form.NFKC).codePoints())
                    .as("%s: %s", span, slice)
                    .anyMatch(Character::isDigit);
        }
    }

    private static boolean cutsAPair(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    /** What a judgement says: its kind and the fields of each signal, to be compared with another's. */
    static List<?> said(Judgement judgement) {
        return Stream.concat(
                        Stream.of(judgement.kind()),
                        judgement.signals().stream().map(ParsedSignal::fields))
                .toList();
    }
}
