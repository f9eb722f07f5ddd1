package io.signalroom.cache;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.cache.CacheRig.Node;
import io.signalroom.problem.DomainException;
import io.signalroom.problem.Failure;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class CacheVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final CacheRig rig = new CacheRig();
    private final CachedQuery query = CacheRig.question();

    @AfterEach
    void stop() {
        rig.close();
    }

    private Node node() {
        return rig.node(Servers.redisUrl());
    }

    /** Analytics that answer when they are told to. */
    private Promise<Void> hold() {
        Promise<Void> held = Promise.promise();
        rig.work = held::future;
        return held;
    }

    private void eventually(Node node, String answer) {
        Room.eventually(node.vertx, SOON, () -> node.answer(query).equals(answer));
    }

    @Test
    void the_second_question_is_a_hit() {
        Node node = node();
        assertThat(node.answer(query)).isEqualTo("1 MISS");
        assertThat(node.answer(query)).isEqualTo("1 HIT");
        assertThat(await(node.ask(query)).queries()).isEqualTo(4);
        assertThat(node.count("miss")).isEqualTo(1);
        assertThat(node.count("near")).isEqualTo(2);
    }

    @Test
    void two_hundred_equal_questions_at_once_are_computed_once() {
        Node node = node();
        rig.work = () -> node.vertx.timer(200).mapEmpty();
        List<Future<ReadyAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asked.add(node.ask(query));
        }
        await(Future.all(asked));
        assertThat(rig.computed).hasValue(1);
        assertThat(node.count("joined")).isEqualTo(199);
    }

    @Test
    void a_database_that_was_replaced_takes_its_answers_along() {
        Node node = node();
        node.answer(query);
        node.counted("restored", 1);
        assertThat(node.answer(query)).isEqualTo("2 MISS");
    }

    @Test
    void parameters_in_another_order_are_the_same_question_and_no_two_questions_are_one() {
        Node node = node();
        String unique = query.parameters().getString("test");
        JsonObject both = new JsonObject().put("a", unique).put("b", "2");
        JsonObject swapped = new JsonObject().put("b", "2").put("a", unique);
        JsonObject glued = new JsonObject().put("a", unique + "\",\"b\":\"2");
        assertThat(node.answer(new CachedQuery("getHistorical", both))).isEqualTo("1 MISS");
        assertThat(node.answer(new CachedQuery("getHistorical", swapped))).isEqualTo("1 HIT");
        assertThat(node.answer(new CachedQuery("getHistorical", glued))).isEqualTo("2 MISS");
        assertThat(node.answer(new CachedQuery("getTrending", both))).isEqualTo("3 MISS");
    }

    @Test
    void a_new_event_lets_one_reader_start_the_next_answer_and_nobody_wait_for_it() {
        Node node = node();
        node.answer(query);
        Promise<Void> held = hold();
        node.counted("b3f1", 2);
        assertThat(node.answer(query)).isEqualTo("1 STALE");
        assertThat(node.answer(query)).isEqualTo("1 STALE");
        held.complete();
        eventually(node, "2 HIT");
        assertThat(rig.computed).hasValue(2);
        assertThat(node.count("stale")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void half_a_second_after_a_new_event_the_old_answer_is_served_no_more() {
        Node node = node();
        node.answer(query);
        node.counted("b3f1", 2);
        rig.pass(Duration.ofMillis(500));
        assertThat(node.answer(query)).isEqualTo("2 MISS");
    }

    @Test
    void while_the_analytics_are_away_the_old_answer_serves_until_a_second_after_its_lifetime() {
        Node node = node();
        node.answer(query);
        node.counted("b3f1", 2);
        rig.work = () -> Future.failedFuture(new DomainException(Failure.UNAVAILABLE, "away"));
        rig.pass(CacheRig.LIFETIME.plusSeconds(1));
        assertThat(node.answer(query)).isEqualTo("1 STALE");
        rig.pass(Duration.ofMillis(1));
        assertThatThrownBy(() -> node.answer(query)).hasMessage("away");
    }

    @Test
    void what_cannot_be_had_is_tried_twice_a_second_however_many_ask() {
        Node node = node();
        int[] tried = new int[1];
        rig.work = () -> {
            tried[0]++;
            return Future.failedFuture(new DomainException(Failure.UNAVAILABLE, "away"));
        };
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> node.answer(query)).hasMessage("away");
        }
        assertThat(tried[0]).isEqualTo(1);
        rig.work = Future::succeededFuture;
        Room.eventually(node.vertx, SOON, () -> await(node.ask(query).otherwiseEmpty()) != null);
    }

    @Test
    void a_wrong_question_is_refused_each_time_and_keeps_no_answer_from_the_next() {
        Node node = node();
        rig.work = () -> Future.failedFuture(new DomainException(Failure.INVALID_REQUEST, "Not that far."));
        assertThatThrownBy(() -> node.answer(query)).hasMessage("Not that far.");
        rig.work = Future::succeededFuture;
        assertThat(node.answer(query)).isEqualTo("1 MISS");
    }

    @Test
    void in_the_last_tenth_of_its_life_an_answer_is_renewed_without_anybody_waiting() {
        Node node = node();
        node.answer(query);
        rig.pass(CacheRig.LIFETIME.multipliedBy(9).dividedBy(10));
        Promise<Void> held = hold();
        assertThat(node.answer(query)).isEqualTo("1 HIT");
        assertThat(node.answer(query)).isEqualTo("1 HIT");
        held.complete();
        eventually(node, "2 HIT");
        assertThat(rig.computed).hasValue(2);
    }

    @Test
    void no_answer_is_ever_older_than_its_lifetime_and_a_second() {
        List<Node> nodes = List.of(node(), node());
        for (int step = 0; step < 40; step++) {
            boolean well = step % 13 == 0;
            rig.work = well
                    ? Future::succeededFuture
                    : () -> Future.failedFuture(new DomainException(Failure.UNAVAILABLE, "away"));
            for (Node node : nodes) {
                if (well) {
                    Room.eventually(
                            node.vertx,
                            SOON,
                            () -> notTooOld(await(node.ask(query).otherwiseEmpty())));
                } else {
                    notTooOld(await(node.ask(query).otherwiseEmpty()));
                }
            }
            rig.pass(Duration.ofSeconds(31));
        }
        assertThat(rig.computed.get()).isGreaterThan(3);
    }

    /** Whether there is an answer. */
    private boolean notTooOld(ReadyAnswer answer) {
        if (answer != null) {
            Instant last = answer.computedAt().plus(CacheRig.LIFETIME).plusSeconds(1);
            assertThat(rig.clock.instant()).isBeforeOrEqualTo(last);
            assertThat(answer.until()).isBeforeOrEqualTo(last);
        }
        return answer != null;
    }

    @Test
    void a_clock_that_was_set_back_makes_no_answer_live_longer() {
        Node node = node();
        node.answer(query);
        rig.pass(Duration.ofHours(-2));
        assertThat(node.answer(query)).isEqualTo("2 MISS");
    }

    @Test
    void an_answer_is_leased_for_a_second_at_most_and_a_stale_one_for_a_blink() {
        Node node = node();
        node.answer(query);
        assertThat(await(node.ask(query)).until()).isEqualTo(CacheRig.NOON.plusSeconds(1));
        hold();
        node.counted("b3f1", 2);
        ReadyAnswer stale = await(node.ask(query));
        assertThat(stale.standing()).isEqualTo(ReadyAnswer.Standing.STALE);
        assertThat(stale.until()).isEqualTo(CacheRig.NOON.plusMillis(50));
    }

    @Test
    void before_the_analytics_have_spoken_answers_are_kept_on_this_node_only() {
        Node silent = rig.node(Optional.of(Servers.redisUrl()));
        Node other = rig.node(Optional.of(Servers.redisUrl()));
        assertThat(silent.answer(query)).isEqualTo("1 MISS");
        assertThat(silent.answer(query)).isEqualTo("1 HIT");
        assertThat(other.answer(query)).isEqualTo("2 MISS");
    }
}
