package io.signalroom.cache;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.Bus;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.testing.SetClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Nodes with a cache, over analytics that count how often they are asked and answer with that number. */
final class CacheRig implements AutoCloseable {
    static final Duration LIFETIME = Duration.ofMinutes(5);
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final AtomicInteger computed = new AtomicInteger();
    final SetClock clock = new SetClock(NOON);
    private final List<Vertx> nodes = new ArrayList<>();
    /** What the analytics do before they answer. */
    volatile Supplier<Future<Void>> work = Future::succeededFuture;

    /** A node. */
    final class Node {
        final Vertx vertx = Vertx.vertx();
        final Bus bus = Bus.open(vertx);
        final SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Node(Optional<String> redis) {
            nodes.add(vertx);
            await(bus.serve(Addresses.ANALYTICS_GET, query -> work.get().map(x -> computed())));
            await(vertx.deployVerticle(new CacheVerticle(bus, redis, meters, clock)));
        }

        /** Tells the cache how far the rollups have counted, and waits until it has heard. */
        Node counted(String epoch, long seq) {
            Promise<Void> heard = Promise.promise();
            await(bus.listen(Addresses.ANSWERS_OVERTAKEN, hint -> heard.tryComplete()));
            bus.publish(Addresses.ROLLUPS_ADVANCED, new RollupsAdvanced(epoch, seq));
            await(heard.future());
            return this;
        }

        Future<ReadyAnswer> ask(CachedQuery query) {
            return bus.<CachedQuery, ReadyAnswer>requestLocal(Addresses.CACHE_GET, query, Duration.ofSeconds(5))
                    .map(Optional::orElseThrow);
        }

        /** The answer's number and how it stands, for example {@code 1 HIT}. */
        String answer(CachedQuery query) {
            return CacheRig.number(await(ask(query)));
        }

        double count(String result) {
            return meters.counter("signalroom.cache", "result", result).count();
        }

        double failed(String command, String why) {
            return meters.counter("signalroom.cache.redis.failed", "command", command, "why", why)
                    .count();
        }
    }

    Node node(Optional<String> redis) {
        return new Node(redis);
    }

    /** Of a node that has heard of event 1. */
    Node node(String redis) {
        return new Node(Optional.of(redis)).counted("b3f1", 1);
    }

    static String number(ReadyAnswer answer) {
        return answer.bytes().identity().toJsonObject().getInteger("n") + " " + answer.standing();
    }

    /** A question that nobody has asked. */
    static CachedQuery question() {
        return new CachedQuery(
                "getHistorical", new JsonObject().put("test", UUID.randomUUID().toString()));
    }

    void pass(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    private CachedAnswer computed() {
        Buffer body = new JsonObject()
                .put("n", computed.incrementAndGet())
                .put("padding", "x".repeat(3_000))
                .toBuffer();
        return new CachedAnswer(body, clock.instant(), LIFETIME, 4);
    }

    @Override
    public void close() {
        nodes.forEach(vertx -> await(vertx.close()));
    }
}
