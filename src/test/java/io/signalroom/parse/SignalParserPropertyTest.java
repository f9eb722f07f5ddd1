package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SignalParserPropertyTest {
    private static final SignalParser PARSER = new SignalParser();
    private static final SignalParser OTHER = new SignalParser();
    private static final List<String> TEXTS = texts();
    private static final String PIECES =
            "BUY SELL LONG TP1 TP SL entry target stop #BTC $ETH BTC/USDT 0.123 1,234 92,101,118 "
                    + "1e999999999 8.4e-6 0.0₅8 10x x5 5-10% 50% 1) 2) ✅ ❌ 1️⃣ ① 𝟐.𝟓 🅑 вход стоп هدف 目标 : - / | ( ) [ ] @ # $ _ "
                    + "pump listed Binance CA 0x27e656C9d9147610b30041937962cb2338eD17f0 https://pump.fun/x 4h 15М 12:30 sats";

    private static List<String> texts() {
        try {
            List<String> texts = new ArrayList<>();
            for (String corpus : List.of("/corpus/public.jsonl", "/corpus/own.jsonl")) {
                Corpus.load(corpus).forEach(row -> texts.add(row.text()));
            }
            return texts;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Provide
    Arbitrary<String> salads() {
        return Arbitraries.of(PIECES.split(" "))
                .list()
                .ofMaxSize(60)
                .flatMap(words -> Arbitraries.of(" ", "\n", "", "  ").map(gap -> String.join(gap, words)));
    }

    /** Any code units: control characters, halves of pairs, unassigned ones. */
    @Provide
    Arbitrary<String> garbage() {
        return Arbitraries.strings().withCharRange('\u0000', '\uFFFF').ofMaxLength(400);
    }

    /** Signal words with garbage between them, repeated to the greatest length. */
    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.oneOf(salads(), garbage())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join(" ", parts) + "1")
                .map(part -> part.repeat(Post.MAX_TEXT / part.length()));
    }

    @Provide
    Arbitrary<String> posts() {
        return Arbitraries.of(TEXTS);
    }

    @Property(tries = 2_000)
    void any_text_gets_a_judgement(@ForAll String text) {
        Promises.hold(text, PARSER.parse(text));
    }

    @Property(tries = 2_000)
    void any_code_units_get_a_judgement(@ForAll("garbage") String text) {
        Promises.hold(text, PARSER.parse(text));
    }

    @Property(tries = 3_000)
    void any_salad_of_signal_words_gets_a_judgement(@ForAll("salads") String text) {
        Promises.hold(text, PARSER.parse(text));
    }

    @Property(tries = 100)
    void the_longest_texts_get_a_judgement(@ForAll("longTexts") String text) {
        Promises.hold(text, PARSER.parse(text));
    }

    @Property(tries = 2_000)
    void a_post_cut_anywhere_gets_a_judgement(@ForAll("posts") String post, @ForAll int seed) {
        int at = Math.floorMod(seed, post.length() + 1);
        Promises.hold(post.substring(0, at), PARSER.parse(post.substring(0, at)));
        Promises.hold(post.substring(at), PARSER.parse(post.substring(at)));
    }

    @Property(tries = 2_000)
    void a_post_with_a_foreign_part_gets_a_judgement(
            @ForAll("posts") String post, @ForAll("garbage") String part, @ForAll int seed) {
        int at = Math.floorMod(seed, post.length() + 1);
        String text = post.substring(0, at) + part + post.substring(at);
        Promises.hold(text, PARSER.parse(text));
    }

    @Property(tries = 2_000)
    void any_answer_to_any_post_gets_a_judgement(@ForAll("posts") String post, @ForAll("salads") String answer) {
        List<ParsedSignal> parents = PARSER.parse(post).signals();
        Promises.hold(answer, PARSER.parse(answer, parents.isEmpty() ? null : parents.get(0)));
    }

    @Property(tries = 1_000)
    void the_same_text_is_always_read_the_same(@ForAll("posts") String post, @ForAll("salads") String salad) {
        for (String text : List.of(post, salad, post + '\n' + salad)) {
            Judgement first = PARSER.parse(text);
            assertThat(PARSER.parse(text)).isEqualTo(first);
            assertThat(OTHER.parse(text)).isEqualTo(first);
        }
    }

    @Property(tries = 1_000)
    void every_value_of_a_post_lies_where_its_span_says(@ForAll("posts") String post, @ForAll int seed) {
        String noisy = Disguise.INVISIBLE.of(post, seed);
        Promises.hold(post, PARSER.parse(post));
        Promises.hold(noisy, PARSER.parse(noisy));
    }
}
