package io.signalroom.live;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.testing.Calls;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class LiveVerticleTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final Room room = new Room();
    private final List<JsonObject> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        room.vertx.eventBus().<JsonObject>consumer(Addresses.LIVE_SIGNALS, m -> seen.add(m.body()));
        await(room.vertx.deployVerticle(new LiveVerticle(room.pool, room.bus)));
        await(room.vertx.deployVerticle(Calls.parser(room)));
    }

    @AfterEach
    void stop() {
        room.close();
    }

    @Test
    void changes_arrive_once_and_in_order() {
        for (int i = 1; i <= 60; i++) {
            room.post(witnessed(1 + i % 4, i, "LONG T" + i));
            room.hint();
        }
        room.eventually(SOON, () -> seen.size() >= 60);
        assertThat(seen).extracting(e -> e.getLong("seq")).containsExactlyElementsOf(Calls.numbers(1, 60));
        assertThat(seen.get(0).getString("epoch")).isEqualTo(room.value("SELECT epoch FROM event_head"));
        assertThat(seen.get(0).getString("type")).isEqualTo("signal.created");
        assertThat(seen.get(0).getJsonObject("data").getString("id")).startsWith("sig_");
    }

    @Test
    void a_lost_hint_costs_a_second() {
        room.post(witnessed(1, 1, "LONG SOL"));
        room.eventually(SOON, () -> seen.size() == 1);
    }

    @Test
    void more_than_a_page_can_use_becomes_one_skip_that_names_the_top() {
        room.post(Calls.many(3, 1, 2_000));
        room.hint();
        room.eventually(
                SOON,
                () -> room.value("SELECT seq FROM event_head").equals(2_000L)
                        && !seen.isEmpty()
                        && seen.get(seen.size() - 1).getLong("seq") == 2_000L);
        assertThat(seen).hasSizeLessThan(2_000);
        assertThat(seen).anyMatch(e -> e.getString("type").equals("signal.skipped"));
    }

    @Test
    void a_new_life_of_the_database_makes_pages_read_again() {
        await(room.pool.query("UPDATE event_head SET epoch = 'another'").execute());
        room.bus.publish(Addresses.SIGNALS_STORED, new SignalsStored(0));
        room.eventually(SOON, () -> seen.size() == 1);
        assertThat(seen.get(0).getString("type")).isEqualTo("signal.skipped");
        assertThat(seen.get(0).getString("epoch")).isEqualTo("another");
    }
}
