package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.db.Db;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.FaultProxy;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * P10: while 20 posts a second come, the database or Telegram is away; all are stored, ten seconds after it is back. Away for
 * 15 seconds; {@code -Dfaults.full=true} makes it 60, which is 1,200 posts.
 */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {
    private static final int SECONDS = Boolean.getBoolean("faults.full") ? 60 : 15;
    private static final int POSTS = 20 * SECONDS;
    private static final Duration CAUGHT_UP = Duration.ofSeconds(10);
    private final PollerRig rig = new PollerRig();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void telegram_is_away() {
        try (FaultProxy proxy = new FaultProxy(rig.room.vertx, rig.fake.server().actualPort())) {
            rig.pollAt("http://127.0.0.1:" + proxy.port());
            survives("P10 Telegram", proxy);
        }
    }

    @Test
    void telegram_is_silent() {
        try (FaultProxy proxy = new FaultProxy(rig.room.vertx, rig.fake.server().actualPort())) {
            rig.pollAt("http://127.0.0.1:" + proxy.port());
            settle();
            proxy.blackHole();
            pushDuring(SECONDS);
            end("P10 silent Telegram", proxy);
        }
    }

    @Test
    void the_database_is_away() {
        URI database = URI.create(rig.room.url);
        try (FaultProxy proxy = new FaultProxy(rig.room.vertx, database.getPort())) {
            String url = rig.room.url.replace(":" + database.getPort() + "/", ":" + proxy.port() + "/");
            Pool pool = Db.pool(
                    rig.room.vertx, url, "outage", new Db.Limits(12, Duration.ofSeconds(2), Duration.ofSeconds(5)));
            rig.pollInto(pool);
            survives("P10 database", proxy);
            await(pool.close());
        }
    }

    private void survives(String promise, FaultProxy proxy) {
        settle();
        proxy.down();
        pushDuring(SECONDS);
        end(promise, proxy);
    }

    private void settle() {
        push();
        rig.awaitVersions(1);
    }

    private void end(String promise, FaultProxy proxy) {
        proxy.up();
        long back = System.nanoTime();
        rig.room.eventually(PollerRig.SOON.multipliedBy(2), () -> rig.versions() == POSTS + 1);
        Duration took = Duration.ofNanos(System.nanoTime() - back);
        System.out.println(promise + ": " + POSTS + " posts caught up in " + took.toMillis() + " ms");

        FaultCount.of(promise, 0, sent, sent, rig.stored()).print();
        assertThat(took).isLessThan(CAUGHT_UP);
    }

    private void pushDuring(int seconds) {
        long pushing = rig.room.vertx.setPeriodic(50, x -> {
            if (number.get() <= POSTS) {
                push();
            }
        });
        long begun = System.nanoTime();
        rig.room.eventually(
                Duration.ofSeconds(2L * seconds),
                () -> number.get() == POSTS + 1 && System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(seconds));
        rig.room.vertx.cancelTimer(pushing);
    }

    private void push() {
        int next = number.incrementAndGet();
        rig.fake.push(BotPosts.post(next, "post " + next));
        sent.add(next + " post " + next);
    }
}
