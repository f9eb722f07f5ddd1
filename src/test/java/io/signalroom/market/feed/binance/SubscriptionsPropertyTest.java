package io.signalroom.market.feed.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SubscriptionsPropertyTest {
    @Property(tries = 200)
    void whatever_is_wanted_in_between_the_end_is_what_was_wanted_last(
            @ForAll @Size(min = 1, max = 8) List<@Size(max = 40) Set<@IntRange(min = 0, max = 60) Integer>> sets,
            @ForAll @IntRange(min = 0, max = 2) int answersBetween) {
        Subscriptions subscriptions = new Subscriptions();
        Set<String> there = new HashSet<>();
        Set<String> wanted = Set.of();
        for (Set<Integer> set : sets) {
            wanted = Set.copyOf(set.stream().map(i -> "s" + i).toList());
            for (int i = 0; i < answersBetween; i++) {
                exchange(subscriptions, wanted, there);
            }
        }
        while (exchange(subscriptions, wanted, there)) {
            assertThat(subscriptions.awaits()).isFalse();
        }

        assertThat(there).isEqualTo(wanted);
    }

    @Property(tries = 20)
    void nothing_is_sent_while_an_answer_is_awaited(@ForAll @IntRange(min = 1, max = 300) int foreign) {
        Subscriptions subscriptions = new Subscriptions();
        Object id = subscriptions.next(Set.of("a")).orElseThrow().getValue("id");

        assertThat(subscriptions.next(Set.of("b"))).isEmpty();
        assertThat(subscriptions.answered((Integer) id + foreign)).isFalse();
        assertThat(subscriptions.answered("x")).isFalse();
        assertThat(subscriptions.next(Set.of("b"))).isEmpty();
        assertThat(subscriptions.answered(id)).isTrue();
        assertThat(subscriptions.answered(id)).isFalse();
        assertThat(subscriptions.next(Set.of("b"))).isPresent();
    }

    private static boolean exchange(Subscriptions subscriptions, Set<String> wanted, Set<String> there) {
        Optional<JsonObject> message = subscriptions.next(wanted);
        message.ifPresent(m -> {
            List<String> names =
                    m.getJsonArray("params").stream().map(String.class::cast).toList();
            if (m.getString("method").equals("SUBSCRIBE")) {
                assertThat(there).doesNotContainAnyElementsOf(names);
                there.addAll(names);
            } else {
                assertThat(there).containsAll(names);
                there.removeAll(names);
            }
            subscriptions.answered(m.getValue("id"));
        });
        return message.isPresent();
    }
}
