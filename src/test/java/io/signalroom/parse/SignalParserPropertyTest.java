package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SignalParserPropertyTest {
    private static final SignalParser PARSER = new SignalParser();
    private static final List<String> TEXTS = texts();
    private static final String PIECES =
            "BUY SELL LONG TP1 TP SL entry target stop #BTC $ETH BTC/USDT 0.123 1,234 92,101,118 "
                    + "1e999999999 8.4e-6 0.0₅8 10x x5 5-10% 50% 1) 2) ✅ ❌ 1️⃣ вход стоп هدف 目标 : - / | ( ) [ ] @ # $ _ pump listed "
                    + "Binance CA 0x27e656C9d9147610b30041937962cb2338eD17f0 https://pump.fun/x 4h 15М 12:30 sats";

    private static List<String> texts() {
        try {
            return Corpus.load("/corpus/public.jsonl").stream()
                    .map(Corpus::text)
                    .toList();
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

    @Provide
    Arbitrary<String> posts() {
        return Arbitraries.of(TEXTS);
    }

    @Property(tries = 2_000)
    void any_text_gets_a_judgement(@ForAll String text) {
        spans_lie_inside(text);
    }

    @Property(tries = 3_000)
    void any_salad_of_signal_words_gets_a_judgement(@ForAll("salads") String text) {
        spans_lie_inside(text);
    }

    @Property(tries = 1_000)
    void a_post_cut_anywhere_gets_a_judgement(@ForAll("posts") String post, @ForAll int seed) {
        int at = Math.floorMod(seed, post.length() + 1);
        spans_lie_inside(post.substring(0, at));
        spans_lie_inside(post.substring(at));
    }

    private static void spans_lie_inside(String text) {
        Judgement judgement = PARSER.parse(text);
        assertThat(judgement.confidence()).isBetween(0.0, 1.0);
        for (ParsedSignal signal : judgement.signals()) {
            for (FieldSpan span : signal.spans()) {
                assertThat(span.end()).isLessThanOrEqualTo(text.length());
            }
        }
    }

    @Property(tries = 500)
    void zero_width_marks_change_nothing(@ForAll("posts") String post, @ForAll int seed) {
        Random random = new Random(seed);
        StringBuilder noisy = new StringBuilder();
        for (int i = 0; i < post.length(); i++) {
            boolean pair = i > 0 && Character.isSurrogatePair(post.charAt(i - 1), post.charAt(i));
            if (!pair && random.nextInt(4) == 0) {
                noisy.append("\u200B\u200D\u200F\uFEFF\u2060".charAt(random.nextInt(5)));
            }
            noisy.append(post.charAt(i));
        }
        Judgement plain = PARSER.parse(post);
        Judgement read = PARSER.parse(noisy.toString());
        assertThat(read.kind()).isEqualTo(plain.kind());
        assertThat(read.signals().stream().map(ParsedSignal::fields))
                .containsExactlyElementsOf(
                        plain.signals().stream().map(ParsedSignal::fields).toList());
    }

    @Property(tries = 150)
    void a_price_span_holds_the_price_it_names(@ForAll("posts") String post) {
        for (ParsedSignal signal : PARSER.parse(post).signals()) {
            for (FieldSpan span : signal.spans()) {
                if (span.field().equals("targets") || span.field().equals("stopLoss")) {
                    assertThat(post.substring(span.start(), span.end())).containsPattern("[0-9]");
                }
            }
        }
    }
}
