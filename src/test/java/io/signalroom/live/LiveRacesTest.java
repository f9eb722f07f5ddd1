package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.ledger.Position;
import io.signalroom.testing.Calls;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that come, go and are cut off while the log moves, and a bus that loses what it is given. */
@ExtendWith(Servers.class)
class LiveRacesTest {
    private static final JsonObject ALL = new JsonObject();
    private static final Duration WHOLE = Duration.ofSeconds(30);
    private static final int CUTS = 60;
    private static final int STORM_CLIENTS = 300;
    private static final int STEP = 4;
    /** With {@link #STEP} that is 200 a second. */
    private static final int STEP_MILLIS = 20;

    private final LiveRig rig = new LiveRig();
    private final WebSocketClient client =
            rig.room.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
    private final List<Follower> followers = new ArrayList<>();
    private int posted;

    @AfterEach
    void stop() {
        followers.forEach(Follower::leave);
        rig.close();
    }

    private Follower follow(Position since) {
        Follower follower = new Follower(rig.room.vertx, client, rig.port(), ALL, Optional.of(since));
        followers.add(follower);
        Room.await(follower.follow());
        return follower;
    }

    /** Posts so many, and waits until as many a second came as are due. */
    private void post(long began) {
        rig.room.post(Calls.many(2, posted, STEP));
        posted += STEP;
        rig.room.hint();
        long due = posted / STEP * (long) STEP_MILLIS - (System.nanoTime() - began) / 1_000_000;
        if (due > 0) {
            Room.await(rig.room.vertx.timer(due));
        }
    }

    private void allCome() {
        rig.room.eventually(
                WHOLE,
                () -> followers.stream()
                        .allMatch(f -> f.position().orElseThrow().seq() == posted));
        followers.forEach(Follower::leave);
    }

    /**
     * Whether all numbers came, once and in order. Who is told to read the list knows what he lacks, a part of which he may
     * have already; it happens where this machine cannot keep up.
     */
    private void assertWhole(Follower follower, long since, String what) {
        List<Long> told = new ArrayList<>();
        for (JsonObject event : List.copyOf(follower.events)) {
            long seq = event.getLong("seq");
            long next = told.isEmpty() ? since + 1 : told.get(told.size() - 1) + 1;
            long from = event.getString("type").equals("signal.skipped")
                    ? Math.max(event.getJsonObject("data").getLong("from"), next)
                    : seq;
            told.addAll(Calls.numbers(from, seq));
        }
        assertThat(told).as(what).isEqualTo(Calls.numbers(since + 1, posted));
    }

    /** P41. For two minutes: {@code -Dlive.cuts.seconds=120}. */
    @Test
    void fifty_clients_that_are_cut_off_at_any_moment_get_all_of_it_once_and_in_order() {
        long seed = new Random().nextLong();
        Random dice = new Random(seed);
        for (int i = 0; i < 50; i++) {
            follow(new Position(rig.head().epoch(), 0));
        }
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(Long.getLong("live.cuts.seconds", 8));
        int cuts = 0;
        while (System.nanoTime() < end || cuts < CUTS) {
            post(began);
            for (int n = dice.nextInt(3); n > 0; n--, cuts++) {
                followers.get(dice.nextInt(followers.size())).cut();
            }
        }
        allCome();
        for (Follower follower : followers) {
            assertWhole(follower, 0, "seed " + seed);
        }
    }

    /** P45. For a minute: {@code -Dlive.storm.seconds=60}. */
    @Test
    void many_that_are_cut_off_together_and_come_back_together_are_soon_whole() {
        for (int i = 0; i < STORM_CLIENTS; i++) {
            follow(rig.head());
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("live.storm.seconds", 8));
        int storms = 0;
        while (System.nanoTime() < end || storms < 3) {
            int before = storms;
            rig.room.eventually(WHOLE, () -> followers.stream().allMatch(f -> f.lines() > before));
            followers.forEach(Follower::cut);
            storms++;
            for (int i = 0; i < 10; i++) {
                rig.room.post(Calls.many(2, posted, STEP));
                posted += STEP;
                rig.room.hint();
                Room.await(rig.room.vertx.timer(200));
            }
        }
        allCome();
        for (Follower follower : followers) {
            assertWhole(follower, 0, storms + " storms");
            assertThat(follower.frames).noneMatch(f -> !f.getBoolean("recovered", true));
        }
    }

    /** P42: 200 tries while 200 events a second are stored. */
    @Test
    void nothing_is_missed_between_a_list_and_a_subscription() {
        List<Long> lists = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            post(began);
            Row list = Room.await(rig.room
                            .pool
                            .query("SELECT epoch, seq, (SELECT count(*) FROM signal) FROM event_head")
                            .execute())
                    .iterator()
                    .next();
            assertThat(list.getLong(2)).isEqualTo(list.getLong(1));
            lists.add(list.getLong(1));
            follow(new Position(list.getString(0), list.getLong(1)));
        }
        rig.room.eventually(WHOLE, () -> rig.head().seq() == posted);
        allCome();
        for (int i = 0; i < followers.size(); i++) {
            assertWhole(followers.get(i), lists.get(i), "try " + i);
        }
        assertThat(lists.stream().distinct().count()).isGreaterThan(50);
    }

    /** What a page of the log gave is newer than the live line of a node that lags; no beat may take it back. */
    @Test
    void no_beat_tells_a_position_behind_what_was_given() {
        boolean[] held = {true};
        rig.room.vertx.eventBus().addOutboundInterceptor(message -> {
            if (!held[0] || !message.message().address().equals(Addresses.LIVE_SIGNALS)) {
                message.next();
            }
        });
        Position start = rig.head();
        Follower before = follow(start);
        rig.room.post(Calls.many(2, 0, STEP));
        rig.room.hint();
        rig.room.eventually(WHOLE, () -> rig.head().seq() == STEP);
        Follower ahead = follow(new Position(start.epoch(), 1));
        rig.room.eventually(WHOLE, () -> ahead.events.size() == STEP - 1);
        int beats = before.frames.size();
        rig.room.eventually(WHOLE, () -> before.frames.size() >= beats + 3);
        assertThat(before.position()).contains(start);
        assertThat(ahead.position()).contains(rig.head());

        held[0] = false;
        rig.room.post(Calls.many(2, STEP, 1));
        rig.room.hint();
        rig.room.eventually(
                WHOLE,
                () -> ahead.frames.stream()
                        .anyMatch(f -> f.getString("type").equals("position") && f.getLong("seq") == STEP + 1));
        assertThat(ahead.numbers()).isEqualTo(Calls.numbers(2, STEP + 1));
    }

    /** P43: no hint gets through for a while; what is stored meanwhile comes all the same. */
    @Test
    void a_bus_that_loses_every_hint_delays_and_loses_nothing() {
        Follower follower = follow(rig.head());
        int[] lost = {0};
        rig.room.vertx.eventBus().addOutboundInterceptor(hint -> {
            if (hint.message().address().startsWith("live.")) {
                hint.next();
            } else {
                lost[0]++;
            }
        });
        for (int round = 0; round < 3; round++) {
            rig.room.post(Calls.many(2, posted, 20));
            posted += 20;
            rig.room.hint();
            rig.room.eventually(Duration.ofSeconds(12), () -> follower.events.size() == posted);
        }
        assertThat(follower.numbers()).isEqualTo(Calls.numbers(1, posted));
        assertThat(lost[0]).isGreaterThanOrEqualTo(6);
    }
}
