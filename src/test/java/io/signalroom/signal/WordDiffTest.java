package io.signalroom.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.WordDiff.Change;
import io.signalroom.signal.WordDiff.Kind;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What changed between two texts. */
class WordDiffTest {
    private static final long ENOUGH = 10_000_000;

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("buy", "SOL", " ", "\n", "182.5", "184", "🚀", "стоп", ",", "e\u0301")
                .list()
                .ofMaxSize(60)
                .map(words -> String.join("", words));
    }

    @Property
    void both_texts_can_be_put_together_again(@ForAll("texts") String before, @ForAll("texts") String after) {
        List<Change> changes = new WordDiff(ENOUGH).between(before, after);
        assertThat(without(Kind.NEW, changes)).isEqualTo(before);
        assertThat(without(Kind.GONE, changes)).isEqualTo(after);
        for (int i = 1; i < changes.size(); i++) {
            assertThat(changes.get(i).kind()).isNotEqualTo(changes.get(i - 1).kind());
        }
    }

    @Property
    void nothing_is_gone_or_new_between_equal_texts(@ForAll("texts") String text) {
        assertThat(new WordDiff(0).between(text, text)).allMatch(change -> change.kind() == Kind.SAME);
    }

    @Property
    void a_text_that_may_cost_nothing_is_replaced_but_for_its_ends(
            @ForAll("texts") String before, @ForAll("texts") String after) {
        List<Change> changes = new WordDiff(0).between("first " + before + " last", "first " + after + " last");
        assertThat(changes.get(0).text()).startsWith("first ");
        assertThat(changes.get(changes.size() - 1).text()).endsWith("last");
        assertThat(changes).hasSizeLessThanOrEqualTo(4);
        assertThat(without(Kind.GONE, changes)).isEqualTo("first " + after + " last");
    }

    @Example
    void a_number_is_one_word_and_what_is_gone_comes_first() {
        assertThat(new WordDiff(ENOUGH).between("Stop 176.9, now", "Stop 182,000.5 right now"))
                .containsExactly(
                        new Change(Kind.SAME, "Stop "),
                        new Change(Kind.GONE, "176.9,"),
                        new Change(Kind.NEW, "182,000.5 right"),
                        new Change(Kind.SAME, " now"));
    }

    @Example
    void what_one_answer_may_cost_is_shared_by_its_versions() {
        WordDiff diff = new WordDiff(6);
        assertThat(diff.between("a1 b", "1a b"))
                .anyMatch(change -> change.kind() == Kind.SAME && change.text().contains("1"));
        assertThat(diff.between("a1 b", "1a b"))
                .noneMatch(change -> change.kind() == Kind.SAME && change.text().contains("1"));
    }

    private static String without(Kind kind, List<Change> changes) {
        return changes.stream().filter(c -> c.kind() != kind).map(Change::text).collect(Collectors.joining());
    }
}
