package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.FaultProxy;
import io.signalroom.testing.Servers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * P06: the connection to the database breaks between a COMMIT and its answer, so the server cannot know whether the signal is
 * stored, and says 503. Asked again with the same Idempotency-Key there is one row, fifty times of fifty.
 */
@ExtendWith(Servers.class)
class CutCommitTest {
    private static final int CUTS = 50;
    private final Vertx vertx = Vertx.vertx();
    private final String database = ApiServer.database();
    private final FaultProxy proxy = new FaultProxy(vertx, URI.create(database).getPort());
    private final ApiServer server =
            ApiServer.startOn(database.replace(":" + URI.create(database).getPort() + "/", ":" + proxy.port() + "/"));

    @AfterEach
    void close() {
        server.close();
        proxy.close();
        Wait.on(vertx.close());
    }

    @Test
    void a_commit_whose_answer_is_lost_is_repeated_without_a_second_row() {
        Set<String> sent = new HashSet<>();
        Set<String> acknowledged = new HashSet<>();
        int told = 0;
        for (int i = 1; i <= CUTS; i++) {
            String symbol = "CUT" + i;
            sent.add(symbol);
            proxy.cutAnswerTo("COMMIT");
            int first = post(symbol).statusCode();
            told += first == 503 ? 1 : 0;
            assertThat(proxy.cuts()).isEqualTo(i);
            assertThat(post(symbol).statusCode()).isEqualTo(201);
            acknowledged.add(symbol);
        }

        assertThat(told).isEqualTo(CUTS);
        FaultCount.of("P06", 0, sent, acknowledged, stored()).print();
    }

    private HttpResponse<Buffer> post(String symbol) {
        JsonObject signal = new JsonObject("""
                {"kind":"trade_signal","side":"LONG","entries":["182"],"targets":["191"],"stopLoss":"176"}""");
        return server.send(
                HttpMethod.POST,
                "/signals",
                request -> request.bearerTokenAuthentication(server.token(Scope.WRITE))
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Idempotency-Key", "key of " + symbol),
                signal.put("symbol", symbol).toBuffer());
    }

    private List<String> stored() {
        Pool pool = server.pool;
        return Wait.on(pool.query("SELECT symbol FROM signal").execute()).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
