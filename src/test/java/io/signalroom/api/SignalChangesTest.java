package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalChangesTest {
    private ApiServer server;
    private String epoch;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        for (int id = 1; id <= 5; id++) {
            server.witness(
                    Samples.HARBOR,
                    Samples.post(Samples.HARBOR, id, Samples.NOON.plusSeconds(id), "post " + id),
                    Samples.trade("SOL", Side.LONG, 0.9));
        }
        JsonObject list = server.get("/signals").bodyAsJsonObject();
        epoch = list.getJsonObject("asOf").getString("epoch");
        server.delete("/signals/" + list.getJsonArray("data").getJsonObject(0).getString("id"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonObject changes(String epoch, long after, String more) {
        return server.get("/signals/changes?epoch=" + epoch + "&afterSeq=" + after + more)
                .bodyAsJsonObject();
    }

    private static void reload(JsonObject changes) {
        assertThat(changes.getBoolean("complete")).isFalse();
        assertThat(changes.getJsonArray("events")).isEmpty();
        assertThat(changes.getJsonObject("asOf").getLong("seq")).isEqualTo(6);
    }

    @Test
    void a_gap_is_closed_in_order_and_without_holes() {
        JsonObject changes = changes(epoch, 2, "");
        assertThat(changes.getBoolean("complete")).isTrue();
        assertThat(changes.getJsonArray("events").stream()
                        .map(e -> ((JsonObject) e).getLong("seq"))
                        .toList())
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(changes.getJsonObject("asOf"))
                .isEqualTo(new JsonObject().put("epoch", epoch).put("seq", 6));
    }

    @Test
    void a_withdrawn_signal_leaves_only_its_name() {
        JsonArray events = changes(epoch, 5, "").getJsonArray("events");
        assertThat(events.getJsonObject(0).getString("type")).isEqualTo("signal.deleted");
        assertThat(events.getJsonObject(0).getJsonObject("data").fieldNames()).containsExactly("id");
    }

    @Test
    void without_a_gap_there_is_nothing_to_tell() {
        JsonObject changes = changes(epoch, 6, "");
        assertThat(changes.getBoolean("complete")).isTrue();
        assertThat(changes.getJsonArray("events")).isEmpty();
    }

    @Test
    void another_life_of_the_database_means_reading_the_list_again() {
        reload(changes("ffffffff", 2, ""));
        reload(changes("%F0%9F%9A%80", 2, ""));
    }

    @Test
    void a_gap_wider_than_the_limit_means_reading_the_list_again() {
        reload(changes(epoch, 0, "&limit=5"));
        assertThat(changes(epoch, 0, "&limit=6").getBoolean("complete")).isTrue();
    }

    @Test
    void a_position_nobody_has_reached_means_reading_the_list_again() {
        reload(changes(epoch, 7, ""));
        reload(changes(epoch, 999_999_999_999_999_999L, ""));
    }

    @Test
    void a_position_is_needed() {
        JsonObject problem = server.get("/signals/changes").bodyAsJsonObject();
        assertThat(problem.getInteger("status")).isEqualTo(400);
        assertThat(problem.getJsonArray("errors")).hasSize(2);
        assertThat(server.get("/signals/changes?epoch=a&afterSeq=-1").statusCode())
                .isEqualTo(400);
    }
}
