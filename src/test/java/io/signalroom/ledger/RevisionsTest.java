package io.signalroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.Revisions.Known;
import io.signalroom.ledger.Revisions.Revision;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Deliveries are repeated, cut and mixed; every version counts once. */
class RevisionsTest {
    private static final Instant POSTED = Instant.parse("2026-03-01T09:00:00Z");

    /** A ledger of one post: each list is one delivery, decided in its own transaction. */
    private static List<Known> store(List<List<Post>> deliveries) {
        List<Known> stored = new ArrayList<>();
        for (List<Post> delivery : deliveries) {
            Revisions revisions = new Revisions();
            stored.forEach(known -> revisions.know(new Revisions.Key(1, 2), known));
            delivery.forEach(revisions::deliver);
            for (Revision r : revisions.toStore()) {
                stored.add(new Known(
                        r.number(), r.postedAt(), r.post().editedAt(), r.post().text()));
            }
        }
        return stored;
    }

    @Example
    void live_are_new_posts_that_were_heard_as_they_were_first_said() {
        Instant old = POSTED.minusSeconds(60);
        Revisions revisions = new Revisions();
        revisions.know(new Revisions.Key(1, 3), new Known(1, POSTED, null, "known"));
        revisions.deliver(version(0, "new"));
        revisions.deliver(version(5, "edited"));
        revisions.deliver(new Post(1, 3, POSTED, null, "known", null, Origin.WITNESSED));
        revisions.deliver(new Post(1, 4, POSTED, old.plusSeconds(70), "edited unheard", null, Origin.WITNESSED));
        revisions.deliver(new Post(1, 5, POSTED, null, "of the past", null, Origin.IMPORTED));
        revisions.deliver(new Post(1, 6, old, null, "late", null, Origin.WITNESSED));

        assertThat(revisions.report(0).live()).containsExactly(POSTED, old);
        assertThat(revisions.report(0).plus(revisions.report(0)).live()).hasSize(4);
    }

    private static Post version(int edit, String text) {
        Instant editedAt = edit == 0 ? null : POSTED.plusSeconds(edit);
        return new Post(1, 2, POSTED, editedAt, text, null, Origin.WITNESSED);
    }

    @Example
    void a_post_that_is_heard_of_by_an_edit_a_day_later_was_not_witnessed() {
        int day = 24 * 60 * 60;
        assertThat(first(version(day, "A")))
                .extracting(r -> r.post().origin(), Revision::late)
                .containsExactly(Origin.WITNESSED, false);
        assertThat(first(version(day + 1, "A")))
                .extracting(r -> r.post().origin(), Revision::late)
                .containsExactly(Origin.IMPORTED, true);
        assertThat(first(version(0, "A"), version(day + 1, "B")))
                .extracting(r -> r.post().origin())
                .isEqualTo(Origin.WITNESSED);
    }

    /** The last of the versions of a new post. */
    private static Revision first(Post... delivered) {
        Revisions revisions = new Revisions();
        List.of(delivered).forEach(revisions::deliver);
        return revisions.toStore().get(delivered.length - 1);
    }

    /** Versions whose texts may return (A, B, A), one a second, no two neighbours alike. */
    @Provide
    Arbitrary<List<Post>> histories() {
        return Arbitraries.of("A", "B", "C").list().ofMinSize(1).ofMaxSize(8).map(texts -> {
            List<Post> history = new ArrayList<>();
            for (String text : texts) {
                if (history.isEmpty() || !history.get(history.size() - 1).text().equals(text)) {
                    history.add(version(history.size(), text));
                }
            }
            return history;
        });
    }

    /** Telegram repeats from any unconfirmed place on; a crash may come after any part of it. */
    @Property(tries = 2_000)
    void deliveries_that_start_again_anywhere_give_each_version_once_and_in_order(
            @ForAll("histories") List<Post> history,
            @ForAll @Size(max = 8) List<@IntRange(max = 63) Integer> restarts) {
        List<List<Post>> deliveries = new ArrayList<>();
        int reached = 1;
        deliveries.add(history.subList(0, 1));
        for (int restart : restarts) {
            int from = restart % (reached + 1);
            int to = Math.min(history.size(), Math.max(from, reached) + restart % 3);
            deliveries.add(history.subList(Math.min(from, to), to));
            reached = Math.max(reached, to);
        }
        deliveries.add(history);

        assertThat(store(deliveries))
                .extracting(Known::text)
                .containsExactlyElementsOf(history.stream().map(Post::text).toList());
    }

    @Property(tries = 2_000)
    void versions_of_different_text_in_any_order_and_number_are_stored_once_each(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 9) Integer> order) {
        List<List<Post>> deliveries =
                order.stream().map(i -> List.of(version(i, "text " + i))).toList();

        List<Known> stored = store(deliveries);

        Set<String> once = new LinkedHashSet<>();
        order.forEach(i -> once.add("text " + i));
        assertThat(stored).extracting(Known::text).containsExactlyElementsOf(once);
        assertThat(stored)
                .extracting(Known::revision)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, once.size()).boxed().toList());
    }

    @Property(tries = 500)
    void one_delivery_or_many_make_no_difference(@ForAll("histories") List<Post> history) {
        List<List<Post>> single = history.stream().map(List::of).toList();
        assertThat(store(List.of(history))).isEqualTo(store(single));
    }

    @Example
    void an_edit_that_leaves_the_text_alone_is_no_version() {
        assertThat(store(List.of(List.of(version(0, "A")), List.of(version(5, "A")))))
                .hasSize(1);
    }

    @Example
    void what_comes_again_exactly_after_a_form_that_lost_its_spacing_is_the_same_post() {
        Post page = new Post(1, 2, POSTED, null, "SOL long\nTP 190", null, Origin.IMPORTED);
        List<Known> stored = store(List.of(List.of(page), List.of(version(0, "SOL  long\n\nTP 190 "))));

        assertThat(stored).extracting(Known::text).containsExactly("SOL long\nTP 190");
        assertThat(store(List.of(List.of(version(0, "TP 19 0")), List.of(version(0, "TP 19 1")))))
                .hasSize(2);
    }

    @Example
    void an_edit_with_its_time_is_a_version_though_it_changes_spacing_only() {
        assertThat(store(List.of(List.of(version(0, "A B")), List.of(version(5, "A\n\nB")))))
                .extracting(Known::text)
                .containsExactly("A B", "A\n\nB");
    }

    @Example
    void the_time_of_the_post_is_that_of_its_first_version() {
        Post local = new Post(1, 2, POSTED.plusSeconds(7_200), POSTED.plusSeconds(9_000), "B", null, Origin.IMPORTED);
        assertThat(store(List.of(List.of(version(0, "A")), List.of(local))))
                .extracting(Known::postedAt)
                .containsOnly(POSTED);
    }
}
