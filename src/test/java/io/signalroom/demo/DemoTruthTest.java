package io.signalroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said to be in a text is in it, and makes sense. */
class DemoTruthTest {
    private static List<DemoPost> posts;

    @BeforeAll
    static void write() {
        posts = DemoWriterTest.all(new DemoWriter(5, DemoWriterTest.END, 20_000).events()).stream()
                .filter(DemoPost.class::isInstance)
                .map(DemoPost.class::cast)
                .filter(post -> post.truth() != null)
                .toList();
    }

    private static Stream<DemoPost> calls() {
        return posts.stream().filter(post -> post.written() == PostKind.TRADE_SIGNAL);
    }

    @Test
    void targets_and_stop_lie_on_opposite_sides_of_the_entries() {
        calls().forEach(post -> {
            SignalFields truth = post.truth();
            int up = truth.side().bullish() ? 1 : -1;
            List<BigDecimal> towardsProfit = new ArrayList<>();
            if (truth.stopLoss() != null) {
                towardsProfit.add(truth.stopLoss());
            }
            List<BigDecimal> entries = new ArrayList<>(truth.entries());
            if (up < 0) {
                Collections.reverse(entries);
            }
            towardsProfit.addAll(entries);
            towardsProfit.addAll(truth.targets());
            for (int i = 1; i < towardsProfit.size(); i++) {
                assertThat(towardsProfit.get(i).compareTo(towardsProfit.get(i - 1)) * up)
                        .as(post.toString())
                        .isPositive();
            }
            assertThat(towardsProfit).allMatch(price -> price.signum() > 0);
        });
    }

    @Test
    void a_call_states_all_that_is_needed_to_judge_it() {
        assertThat(calls()).allSatisfy(post -> {
            SignalFields truth = post.truth();
            assertThat(truth.symbol()).isNotBlank();
            assertThat(truth.side()).isNotNull();
            assertThat(truth.entries().isEmpty()).isEqualTo(truth.entryMarket());
            assertThat(truth.targets().size() + truth.targetsPercent().size()).isPositive();
            assertThat(truth.stopLoss() == null).isNotEqualTo(truth.stopLossPercent() == null);
        });
    }

    @Test
    void every_price_of_the_truth_stands_in_the_text() {
        calls().filter(post -> !post.layout().equals("short-tail")).forEach(post -> {
            SignalFields truth = post.truth();
            Stream.of(truth.entries().stream(), truth.targets().stream(), Stream.ofNullable(truth.stopLoss()))
                    .flatMap(prices -> prices)
                    .forEach(price -> assertThat(forms(price))
                            .as("%s in %s", price.toPlainString(), post.post().text())
                            .anyMatch(latin(post.post().text())::contains));
        });
    }

    @Test
    void a_shortened_tail_repeats_the_leading_digits() {
        DemoPost post =
                calls().filter(p -> p.layout().equals("short-tail")).findFirst().orElseThrow();
        String low = post.truth().entries().get(0).toPlainString();
        String high = post.truth().entries().get(1).toPlainString();
        String line = post.post().text().lines().skip(1).findFirst().orElseThrow();
        String tail = line.substring(line.lastIndexOf('-') + 1);
        assertThat(line).isEqualTo("Buy zone: " + low + "-" + tail);
        assertThat(high).endsWith(tail).startsWith(low.substring(0, low.length() - tail.length()));
    }

    @Test
    void the_coin_the_address_and_the_numbers_of_other_posts_stand_in_the_text() {
        assertThat(posts).allSatisfy(post -> {
            String text = latin(post.post().text()).toUpperCase(Locale.ROOT);
            SignalFields truth = post.truth();
            if (truth.symbol() != null) {
                assertThat(text.replace(" * ", "")).contains(truth.symbol());
            }
            if (truth.contractAddress() != null) {
                assertThat(post.post().text()).contains(truth.contractAddress());
            }
            if (truth.leverage() != null) {
                assertThat(text).contains(truth.leverage().toPlainString());
            }
            if (truth.profitPercent() != null) {
                assertThat(text).contains(truth.profitPercent().abs().toPlainString());
            }
        });
    }

    @Test
    void an_update_that_names_no_coin_answers_the_call() {
        assertThat(posts.stream()
                        .filter(p -> p.written() == PostKind.SIGNAL_UPDATE
                                && p.truth().symbol() == null))
                .isNotEmpty()
                .allMatch(p -> p.post().replyTo() != null);
    }

    @Test
    void a_launch_states_its_contract() {
        assertThat(posts.stream().filter(p -> p.written() == PostKind.TOKEN_LAUNCH))
                .allMatch(p -> p.truth().contractAddress() != null && p.truth().symbol() != null);
    }

    /** Bold, full-width and other digits as ASCII digits, invisible characters removed. */
    private static String latin(String text) {
        StringBuilder out = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                out.append(Character.digit(c, 10));
            } else if (c != 0x200B) {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static List<String> forms(BigDecimal price) {
        String plain = price.toPlainString();
        String thousands = price.movePointLeft(3).stripTrailingZeros().toPlainString();
        return List.of(
                plain,
                plain.replace('.', ','),
                String.format(Locale.ROOT, "%,." + Math.max(0, price.scale()) + "f", price),
                thousands + "k",
                price.movePointRight(8).toBigInteger().toString());
    }
}
