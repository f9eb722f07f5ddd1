package io.signalroom.ops;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.StatusAsked;
import io.signalroom.bus.message.StatusBoard;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class StatusVerticleTest {
    private final Room room = new Room();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        room.close();
    }

    private JsonObject market() {
        StatusBoard board = await(room.bus.request(Addresses.STATUS_GET, new StatusAsked(), Duration.ofSeconds(5)));
        return board.status().getJsonObject("market");
    }

    @Test
    void prices_are_off_until_their_part_reports() {
        await(room.vertx.deployVerticle(new StatusVerticle(room.pool, room.bus, new JsonObject(), () -> 0, meters)));
        assertThat(market().getString("state")).isEqualTo("off");

        JsonObject state = new JsonObject().put("state", "filling").put("behind", 7);
        room.bus.publish(Addresses.STATUS_REPORTED, new StatusPart("market", state));
        room.eventually(Duration.ofSeconds(30), () -> market().equals(state));
    }

    @Test
    void the_figures_tell_how_far_the_parsers_are_behind_and_what_waits_for_an_operator() {
        await(room.vertx.deployVerticle(new StatusVerticle(room.pool, room.bus, new JsonObject(), () -> 0, meters)));
        room.post(Room.witnessed(7, 1, "a"), Room.witnessed(7, 2, "b"));
        room.value("UPDATE parse_queue SET queued_at = now() - interval '1 hour' WHERE message_id = 1 RETURNING 1");
        room.value("INSERT INTO quarantine VALUES (7, 3, 0, now(), 'bad date') RETURNING 1");

        room.eventually(Duration.ofSeconds(30), () -> gauge("signalroom.quarantined") == 1);
        assertThat(gauge("signalroom.parse.backlog")).isEqualTo(2);
        assertThat(gauge("signalroom.parse.oldest")).isBetween(3_600.0, 3_700.0);
    }

    /** Stands behind a view that counts how often it is read. */
    @Test
    void quarantine_is_counted_rarely_and_without_a_look_at_the_posts() {
        room.value("INSERT INTO quarantine VALUES (7, 3, 1, now(), 'bad date') RETURNING 1");
        await(room.pool.query("ALTER TABLE quarantine RENAME TO held").execute());
        await(room.pool.query("CREATE SEQUENCE looks").execute());
        await(room.pool
                .query("CREATE VIEW quarantine AS SELECT * FROM held WHERE nextval('looks') > 0")
                .execute());
        long began = System.nanoTime();
        await(room.vertx.deployVerticle(new StatusVerticle(room.pool, room.bus, new JsonObject(), () -> 0, meters)));
        for (int waiting = 1; waiting <= 4; waiting++) {
            int posts = waiting;
            room.post(Room.witnessed(7, posts, "post"));
            room.eventually(Duration.ofSeconds(30), () -> gauge("signalroom.parse.backlog") == posts);
        }
        long quarters = Duration.ofNanos(System.nanoTime() - began).toSeconds() / 15;
        assertThat(gauge("signalroom.quarantined")).isEqualTo(1);
        assertThat((Long) room.value("SELECT last_value FROM looks")).isBetween(1L, 1 + quarters);
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
