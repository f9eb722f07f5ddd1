package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Judgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader does not see, or does not mind, changes neither the kind nor a field of any labelled message. */
class DisguiseTest {
    private static final SignalParser PARSER = new SignalParser();
    private static final int SEEDS = 40;

    @ParameterizedTest
    @EnumSource
    void a_disguise_changes_nothing(Disguise disguise) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String corpus : List.of("/corpus/public.jsonl", "/corpus/own.jsonl")) {
            for (Corpus row : Corpus.load(corpus)) {
                firstDifference(row, disguise, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void firstDifference(Corpus row, Disguise disguise, List<String> wrong) {
        List<?> plain = Promises.said(PARSER.parse(row.text()));
        for (long seed = 0; seed < SEEDS; seed++) {
            String text = disguise.of(row.text(), seed);
            Judgement judgement = PARSER.parse(text);
            if (!Promises.said(judgement).equals(plain)) {
                wrong.add("%s as %s%n  read as %s%n  and not %s"
                        .formatted(row.id(), text, Promises.said(judgement), plain));
                return;
            }
        }
    }

    @Test
    void disguises_are_worn() {
        String text = "LONG BTC\nEntry 61 200";
        assertThat(Disguise.values()).allSatisfy(disguise -> {
            List<String> disguised = new ArrayList<>();
            for (long seed = 0; seed < SEEDS; seed++) {
                disguised.add(disguise.of(text, seed));
            }
            assertThat(disguised).contains(disguise.of(text, 7)).anyMatch(other -> !other.equals(text));
        });
    }
}
