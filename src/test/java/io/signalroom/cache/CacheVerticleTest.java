package io.signalroom.cache;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class CacheVerticleTest {
    private final List<Vertx> nodes = new ArrayList<>();
    private final AtomicInteger computed = new AtomicInteger();

    @AfterEach
    void stop() {
        nodes.forEach(vertx -> await(vertx.close()));
    }

    /** A node with a cache and analytics that count how often they are asked. */
    private Bus node(Optional<String> redis) {
        return node(redis, "b3f1");
    }

    private Bus node(Optional<String> redis, String epoch) {
        Vertx vertx = Vertx.vertx();
        nodes.add(vertx);
        Bus bus = Bus.open(vertx);
        await(bus.serve(Addresses.ANALYTICS_GET, query -> vertx.timer(50).map(x -> answer())));
        await(vertx.deployVerticle(new CacheVerticle(bus, redis, new SimpleMeterRegistry(), Clock.systemUTC())));
        bus.publish(Addresses.ROLLUPS_ADVANCED, new RollupsAdvanced(epoch, 1));
        await(vertx.timer(20));
        return bus;
    }

    private CachedAnswer answer() {
        Buffer body = new JsonObject().put("n", computed.incrementAndGet()).toBuffer();
        return new CachedAnswer(body, Clock.systemUTC().instant(), Duration.ofMinutes(1), false);
    }

    private static CachedQuery question() {
        return new CachedQuery(
                "getHistorical", new JsonObject().put("test", UUID.randomUUID().toString()));
    }

    private static Future<CachedAnswer> ask(Bus bus, CachedQuery query) {
        return bus.request(Addresses.CACHE_GET, query, Duration.ofSeconds(5));
    }

    @Test
    void the_second_question_is_a_hit() {
        Bus bus = node(Optional.of(Servers.redisUrl()));
        CachedQuery query = question();
        assertThat(await(ask(bus, query)).hit()).isFalse();
        assertThat(await(ask(bus, query)).hit()).isTrue();
        assertThat(computed).hasValue(1);
    }

    @Test
    void two_hundred_equal_questions_at_once_are_computed_once() {
        Bus bus = node(Optional.of(Servers.redisUrl()));
        CachedQuery query = question();
        List<Future<CachedAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asked.add(ask(bus, query));
        }
        await(Future.all(asked));
        assertThat(computed).hasValue(1);
    }

    @Test
    void another_node_finds_the_answer_in_redis() {
        Bus first = node(Optional.of(Servers.redisUrl()));
        Bus second = node(Optional.of(Servers.redisUrl()));
        CachedQuery query = question();
        Buffer body = await(ask(first, query)).body();
        Room.await(nodes.get(0).timer(50));
        CachedAnswer found = await(ask(second, query));
        assertThat(found.hit()).isTrue();
        assertThat(found.body()).isEqualTo(body);
        assertThat(computed).hasValue(1);
    }

    @Test
    void two_databases_on_one_redis_share_no_answer() {
        Bus ours = node(Optional.of(Servers.redisUrl()));
        Bus theirs = node(Optional.of(Servers.redisUrl()), "another");
        CachedQuery query = question();
        await(ask(ours, query));
        await(nodes.get(0).timer(50));
        assertThat(await(ask(theirs, query)).hit()).isFalse();
        assertThat(computed).hasValue(2);
    }

    @Test
    void a_new_signal_makes_the_old_answer_unreachable() {
        Bus bus = node(Optional.of(Servers.redisUrl()));
        CachedQuery query = question();
        await(ask(bus, query));
        bus.publish(Addresses.ROLLUPS_ADVANCED, new RollupsAdvanced("b3f1", 99));
        await(nodes.get(0).timer(20));
        assertThat(await(ask(bus, query)).hit()).isFalse();
    }

    @Test
    void without_redis_every_answer_is_still_there() {
        Bus bus = node(Optional.of("redis://127.0.0.1:1"));
        CachedQuery query = question();
        assertThat(await(ask(bus, query)).body().toJsonObject()).isEqualTo(new JsonObject().put("n", 1));
        assertThat(await(ask(bus, query)).hit()).isTrue();
    }
}
