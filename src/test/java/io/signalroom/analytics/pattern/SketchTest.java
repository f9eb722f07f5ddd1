package io.signalroom.analytics.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalroom.demo.DemoPost;
import io.signalroom.demo.DemoWriter;
import io.signalroom.signal.PostKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {
    private static final String CALL = """
            📈 BTC/USDT LONG
            Leverage: Cross 20x
            Entry zone: 64,200 - 64,800
            Target 1: 65,500
            Target 2: 66,900
            Target 3: 68,400
            Stop loss: 62,700
            Risk no more than two percent of your wallet on this trade
            """;

    private static double likeness(String a, String b) {
        return Sketch.of(a).orElseThrow().likeness(Sketch.of(b).orElseThrow());
    }

    private static double jaccard(long[] a, long[] b) {
        Set<Long> both = new HashSet<>();
        Set<Long> all = new HashSet<>();
        LongStream.of(a).forEach(all::add);
        LongStream.of(b).filter(all::contains).forEach(both::add);
        LongStream.of(b).forEach(all::add);
        return (double) both.size() / all.size();
    }

    /** Over many pairs the estimate is unbiased, and off by no more than the formula's standard error says. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 0.75, 0.9, 1})
    void the_likeness_is_the_jaccard_similarity_within_its_standard_error(double wanted) {
        Random dice = new Random(7);
        int pairs = 400;
        double sum = 0;
        double squares = 0;
        double exact = 0;
        for (int i = 0; i < pairs; i++) {
            int shared = (int) Math.round(wanted * 120);
            long[] a = dice.longs(120).toArray();
            long[] b = dice.longs(120).toArray();
            int own = (120 - shared) / 2;
            long[] left = LongStream.concat(
                            LongStream.of(a).limit(shared),
                            LongStream.of(a).skip(shared).limit(own))
                    .toArray();
            long[] right = LongStream.concat(
                            LongStream.of(a).limit(shared), LongStream.of(b).limit(own))
                    .toArray();
            exact = jaccard(left, right);
            double off = Sketch.of(left).likeness(Sketch.of(right)) - exact;
            sum += off;
            squares += off * off;
        }
        double equal = (1 + exact) / 2;
        double error = 2 * Math.sqrt(equal * (1 - equal) / Sketch.BITS);
        assertThat(sum / pairs).isCloseTo(0, within(4 * error / Math.sqrt(pairs) + 1e-12));
        assertThat(Math.sqrt(squares / pairs)).isLessThan(1.25 * error + 1e-12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\nJoin @harbor_vip for more 🚀🚀",
                "\nhttps://t.me/harbor_vip",
                "\n\n#BTC #long 💎",
                "\nNot financial advice, trade safe"
            })
    void a_footer_is_bridged(String footer) {
        assertThat(likeness(CALL, CALL + footer)).isGreaterThan(Sketch.ALIKE);
    }

    @Test
    void dressing_changes_nothing() {
        String dressed = CALL.toUpperCase(Locale.ROOT)
                .replace("LONG", "𝗟𝗢𝗡𝗚")
                .replace(":", " ➡️")
                .replace("TARGET", "TAR\u200bGET")
                .replace("\n", "\n🔥 ");
        assertThat(likeness(CALL, dressed)).isEqualTo(1);
    }

    @Test
    void another_call_in_the_same_layout_is_no_copy() {
        String other = CALL.replace("64,200 - 64,800", "64,900 - 65,300")
                .replace("65,500", "66,000")
                .replace("66,900", "67,200")
                .replace("68,400", "69,000")
                .replace("62,700", "63,100");
        assertThat(likeness(CALL, other)).isLessThan(Sketch.ALIKE - 0.1);
    }

    @Test
    void what_is_too_short_to_be_told_from_others_has_no_sketch() {
        assertThat(Sketch.of("LONG SOL 182 TP 190 SL 176")).isEmpty();
        assertThat(Sketch.of("")).isEmpty();
        assertThat(Sketch.of("up up up up up up up up up up up up up up")).isEmpty();
    }

    @Test
    void chinese_is_compared_by_its_characters() {
        String call = "比特币做多入场价格六万四千止盈六万六千止损六万两千";
        assertThat(likeness(call, call + "祝好运")).isGreaterThan(Sketch.ALIKE);
    }

    @Test
    void a_sketch_takes_64_bytes() {
        assertThat(Sketch.of(CALL).orElseThrow().hex()).hasSize(128).matches("[0-9a-f]+");
    }

    /**
     * The threshold against texts in forty layouts and twelve languages: of all calls for one coin by other channels within a
     * day, the repeated ones are alike, and of the others hardly any is.
     */
    @Test
    void in_the_demo_copies_are_told_from_other_calls() {
        Map<String, List<DemoPost>> byCoin = new HashMap<>();
        new DemoWriter(11, Instant.parse("2026-03-01T00:00:00Z"), 20_000)
                .events()
                .forEachRemaining(event -> {
                    if (event instanceof DemoPost post && !post.edit() && post.written() == PostKind.TRADE_SIGNAL) {
                        byCoin.computeIfAbsent(String.valueOf(post.truth().symbol()), x -> new ArrayList<>())
                                .add(post);
                    }
                });
        int[] copies = new int[2];
        int[] others = new int[2];
        byCoin.values().forEach(posts -> {
            for (int i = 0; i < posts.size(); i++) {
                count(posts, i, copies, others);
            }
        });
        assertThat(copies[1]).isGreaterThan(100);
        assertThat(copies[0]).isEqualTo(copies[1]);
        assertThat(others[1]).isGreaterThan(2_000);
        assertThat(others[0]).isZero();
    }

    private static void count(List<DemoPost> posts, int i, int[] copies, int[] others) {
        DemoPost later = posts.get(i);
        for (int j = i - 1; j >= 0; j--) {
            DemoPost first = posts.get(j);
            if (first.at().isBefore(later.at().minusSeconds(86_400))) {
                return;
            }
            Sketch one = Sketch.of(first.post().text()).orElse(null);
            Sketch two = Sketch.of(later.post().text()).orElse(null);
            if (first.post().channelId() != later.post().channelId() && one != null && two != null) {
                int[] counted = first.post().text().equals(later.post().text()) ? copies : others;
                counted[0] += one.different(two) <= Sketch.MOST_DIFFERENT ? 1 : 0;
                counted[1]++;
            }
        }
    }
}
