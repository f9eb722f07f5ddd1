package io.signalroom.cache;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.cache.CacheRig.Node;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes on one Redis. */
@ExtendWith(Servers.class)
class SharedAnswersTest {
    private final CacheRig rig = new CacheRig();
    private final CachedQuery query = CacheRig.question();

    @AfterEach
    void stop() {
        rig.close();
    }

    private Node node() {
        return rig.node(Servers.redisUrl());
    }

    @Test
    void two_hundred_equal_questions_to_two_nodes_at_once_are_computed_once() {
        Node first = node();
        Node second = node();
        rig.work = () -> first.vertx.timer(100).mapEmpty();
        List<Future<ReadyAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asked.add((i % 2 == 0 ? first : second).ask(query));
        }
        await(Future.all(asked));
        assertThat(rig.computed).hasValue(1);
        assertThat(asked)
                .allSatisfy(
                        answer -> assertThat(CacheRig.number(answer.result())).startsWith("1 "));
    }

    @Test
    void a_node_that_died_at_its_turn_delays_the_others_by_less_than_they_wait() {
        Node first = node();
        Node second = node();
        Promise<Void> begun = Promise.promise();
        rig.work = () -> {
            begun.tryComplete();
            return Promise.<Void>promise().future(); // and never answers
        };
        Future<ReadyAnswer> lost = first.ask(query);
        await(begun.future());
        rig.work = Future::succeededFuture;
        assertThat(second.answer(query)).isEqualTo("1 MISS");
        assertThat(lost.isComplete()).isFalse();
    }

    @Test
    void another_node_finds_the_answer_in_redis() {
        Node first = node();
        Node second = node();
        ReadyAnswer given = await(first.ask(query));
        ReadyAnswer found = await(second.ask(query));
        assertThat(found.standing()).isEqualTo(ReadyAnswer.Standing.HIT);
        assertThat(found.bytes()).isEqualTo(given.bytes());
        assertThat(found.computedAt()).isEqualTo(given.computedAt());
        assertThat(rig.computed).hasValue(1);
        assertThat(second.count("far")).isEqualTo(1);
    }

    @Test
    void two_databases_on_one_redis_share_no_answer() {
        Node ours = node();
        Node theirs = rig.node(Optional.of(Servers.redisUrl())).counted("another", 1);
        assertThat(ours.answer(query)).isEqualTo("1 MISS");
        assertThat(theirs.answer(query)).isEqualTo("2 MISS");
    }
}
