package io.signalroom.cache;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.cache.CacheRig.Node;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Redis that is away, hangs, is full, forgets, or holds something else costs time, never a wrong answer or a failure. */
@ExtendWith(Servers.class)
class RedisFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final CacheRig rig = new CacheRig();
    private final CachedQuery query = CacheRig.question();
    private OwnRedis redis = new OwnRedis();

    @AfterEach
    void stop() {
        rig.close();
        redis.close();
    }

    private Node node() {
        return rig.node(redis.url());
    }

    private static CachedQuery other(int i) {
        return new CachedQuery("getHistorical", new JsonObject().put("i", i));
    }

    /** Asks other nodes until one finds in Redis what the first one computed. */
    private void shared(Node first) {
        Node second = node();
        Room.eventually(first.vertx, SOON, () -> {
            CachedQuery fresh = CacheRig.question();
            int n = await(first.ask(fresh)).bytes().identity().toJsonObject().getInteger("n");
            return second.answer(fresh).equals(n + " HIT");
        });
    }

    @Test
    void without_redis_every_answer_is_the_same_and_comes_at_once() {
        Node node = rig.node("redis://127.0.0.1:1");
        for (int i = 0; i < 500; i++) {
            assertThat(node.answer(other(i))).isEqualTo(i + 1 + " MISS");
            assertThat(node.answer(other(i))).isEqualTo(i + 1 + " HIT");
        }
        assertThat(node.failed("get", "away")).isEqualTo(500);
    }

    @Test
    void a_redis_that_dies_and_comes_again_is_used_again() {
        Node node = node();
        node.answer(query);
        redis.kill();
        for (int i = 0; i < 100; i++) {
            assertThat(node.answer(other(i))).isEqualTo(i + 2 + " MISS");
        }
        assertThat(node.answer(query)).isEqualTo("1 HIT");
        redis.start();
        shared(node);
    }

    @Test
    void a_redis_that_hangs_costs_five_readers_a_tenth_of_a_second_each_and_the_others_nothing() {
        Node node = node();
        node.answer(query);
        redis.hang();
        long began = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            assertThat(node.answer(other(i))).isEqualTo(i + 2 + " MISS");
        }
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        double hung = node.failed("get", "hung");
        assertThat(hung).isBetween(1.0, 5.0);
        assertThat(millis).isBetween(100L, 2_500L);
        assertThat(node.failed("get", "away")).isEqualTo(500 - hung);
        redis.goOn();
        shared(node);
    }

    @Test
    void a_full_redis_keeps_nothing_more_and_that_is_counted() {
        redis.close();
        redis = new OwnRedis("--maxmemory", "100kb", "--maxmemory-policy", "noeviction"); // less than it takes empty
        Node node = node();
        for (int i = 0; i < 50; i++) {
            assertThat(node.answer(other(i))).isEqualTo(i + 1 + " MISS");
            assertThat(node.answer(other(i))).isEqualTo(i + 1 + " HIT");
        }
        assertThat(node.failed("set", "full") + node.failed("turn", "full")).isGreaterThanOrEqualTo(50);
        assertThat(redis.keys()).isEmpty();
    }

    @Test
    void a_redis_that_is_emptied_again_and_again_changes_no_answer() {
        Node first = node();
        Node second = node();
        for (int i = 0; i < 60; i++) {
            if (i % 10 == 0) {
                redis.send(Request.cmd(Command.FLUSHALL));
            }
            ReadyAnswer given = await(first.ask(other(i)));
            assertThat(await(second.ask(other(i))).bytes().identity())
                    .satisfiesAnyOf(
                            body -> assertThat(body).isEqualTo(given.bytes().identity()),
                            body -> assertThat(body.toJsonObject().getInteger("n"))
                                    .isEqualTo(rig.computed.get()));
        }
    }

    @Test
    void a_list_under_the_key_is_replaced_by_the_answer() {
        Node first = node();
        first.answer(query);
        String key = redis.keys().get(0);
        redis.send(Request.cmd(Command.DEL).arg(key));
        redis.send(Request.cmd(Command.RPUSH).arg(key).arg("a").arg("b"));
        Node second = node();
        assertThat(second.answer(query)).isEqualTo("2 MISS");
        assertThat(second.failed("get", "type")).isEqualTo(1);
        assertThat(node().answer(query)).isEqualTo("2 HIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"body\":\"{}\"}", "null", "SRK"})
    void garbage_under_the_key_is_replaced_by_the_answer(String garbage) {
        replaced(Buffer.buffer(garbage));
    }

    @Test
    void an_answer_of_an_older_version_is_replaced() {
        node().answer(query);
        Buffer form = stored(redis.keys().get(0));
        replaced(form.setByte(3, (byte) 1));
    }

    private void replaced(Buffer value) {
        node().answer(query);
        String key = redis.keys().get(0);
        redis.send(Request.cmd(Command.SET).arg(key).arg(value));
        Node second = node();
        int before = rig.computed.get();
        assertThat(second.answer(query)).isEqualTo(before + 1 + " MISS");
        assertThat(second.failed("get", "unreadable")).isEqualTo(1);
        assertThat(node().answer(query)).isEqualTo(before + 1 + " HIT");
    }

    private Buffer stored(String key) {
        return redis.send(Request.cmd(Command.GET).arg(key)).toBuffer();
    }

    @Test
    void an_answer_under_the_key_of_another_question_is_not_given() {
        Node first = node();
        first.answer(query);
        String key = redis.keys().get(0);
        Buffer form = stored(key);
        CachedQuery second = CacheRig.question();
        first.answer(second);
        String other =
                redis.keys().stream().filter(k -> !k.equals(key)).findFirst().orElseThrow();
        redis.send(Request.cmd(Command.SET).arg(other).arg(form));
        Node third = node();
        assertThat(third.answer(second)).isEqualTo("3 MISS");
        assertThat(third.failed("get", "unreadable")).isEqualTo(1);
        assertThat(third.answer(query)).isEqualTo("1 HIT");
    }

    @Test
    void redis_forgets_an_answer_when_it_may_no_longer_be_served() {
        node().answer(query);
        long left =
                redis.send(Request.cmd(Command.PTTL).arg(redis.keys().get(0))).toLong();
        long most = CacheRig.LIFETIME.plus(Freshness.GRACE).toMillis();
        assertThat(left).isBetween(most - 30_000, most);
    }

    @Test
    void an_answer_that_another_node_left_behind_before_the_newest_event_is_not_taken() {
        Node first = node();
        first.answer(query);
        Node second = rig.node(Optional.of(redis.url())).counted("b3f1", 2);
        assertThat(second.answer(query)).isEqualTo("2 MISS");
        first.counted("b3f1", 2);
        rig.pass(Duration.ofSeconds(1));
        assertThat(first.answer(query)).isEqualTo("2 HIT");
    }

    @Test
    void many_different_questions_stay_within_the_memory_they_are_given() {
        Node node = rig.node(Optional.empty());
        Future<?> last = Future.succeededFuture();
        for (int i = 0; i < 12_000; i++) {
            last = node.ask(other(i));
            if (i % 500 == 0) {
                await(last);
            }
        }
        await(last);
        assertThat(node.meters.counter("signalroom.cache.evicted").count()).isGreaterThan(0);
    }

    @Test
    void a_node_that_overran_its_turn_does_not_end_that_of_another() {
        Node node = node();
        Promise<Void> held = Promise.promise();
        rig.work = held::future;
        Future<ReadyAnswer> answer = node.ask(query);
        Room.eventually(node.vertx, SOON, () -> !redis.turns().isEmpty());
        String turn = redis.turns().get(0);
        redis.send(Request.cmd(Command.SET).arg(turn).arg("another node"));
        held.complete();
        await(answer);
        Room.eventually(node.vertx, SOON, () -> redis.keys().size() == 1); // sent before the end of the turn
        node.answer(query);
        assertThat(redis.send(Request.cmd(Command.GET).arg(turn)).toString()).isEqualTo("another node");
    }
}
