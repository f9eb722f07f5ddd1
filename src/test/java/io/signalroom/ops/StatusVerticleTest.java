package io.signalroom.ops;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

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
        await(room.vertx.deployVerticle(new StatusVerticle(room.pool, room.bus, new JsonObject(), () -> 0)));
        assertThat(market().getString("state")).isEqualTo("off");

        JsonObject state = new JsonObject().put("state", "filling").put("behind", 7);
        room.bus.publish(Addresses.STATUS_REPORTED, new StatusPart("market", state));
        room.eventually(Duration.ofSeconds(30), () -> market().equals(state));
    }
}
