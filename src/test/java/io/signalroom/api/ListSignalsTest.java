package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListSignalsTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        server.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 1, Samples.NOON, "SOL long breakout"),
                Samples.trade("SOL", Side.LONG, 0.93));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_stored_signal_is_listed() {
        JsonObject list = server.get("/signals").bodyAsJsonObject();
        System.out.println(list.encodePrettily());
        assertThat(list.getJsonArray("data")).hasSize(1);
    }
}
