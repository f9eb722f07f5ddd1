package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.LedgerCheck;
import io.signalroom.security.Scope;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A reading that is less sure than half waits, and nobody hears of it. */
@ExtendWith(Servers.class)
class ReviewTest {
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start();
        server.witness(
                0.5,
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 1, Samples.NOON, "SOL, BTC"),
                Samples.trade("SOL", Side.LONG, 0.49),
                Samples.trade("BTC", Side.LONG, 0.5));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> as(Scope scope, String path) {
        return server.send(HttpMethod.GET, path, r -> r.bearerTokenAuthentication(server.token(scope)), null);
    }

    private static List<String> symbols(HttpResponse<Buffer> list) {
        return list.bodyAsJsonObject().getJsonArray("data").stream()
                .map(s -> ((JsonObject) s).getString("symbol"))
                .toList();
    }

    private JsonObject waiting() {
        return as(Scope.WRITE, "/signals?state=review")
                .bodyAsJsonObject()
                .getJsonArray("data")
                .getJsonObject(0);
    }

    @Test
    void it_is_in_no_list_and_no_event_tells_of_it() {
        HttpResponse<Buffer> feed = server.get("/signals");
        assertThat(symbols(feed)).containsExactly("BTC");
        assertThat(feed.bodyAsJsonObject().getJsonObject("asOf").getLong("seq")).isEqualTo(1);
        assertThat(symbols(server.get("/signals?token=SOL"))).isEmpty();
        assertThat(symbols(server.get("/signals?state=published"))).containsExactly("BTC");
        assertThat(Wait.on(new LedgerCheck().run(server.pool))).allMatch(result -> result.broken() == 0);
    }

    @Test
    void an_operator_sees_what_waits_and_nobody_else_does() {
        assertThat(symbols(as(Scope.WRITE, "/signals?state=REVIEW"))).containsExactly("SOL");
        assertThat(symbols(as(Scope.WRITE, "/signals?state=review&token=BTC"))).isEmpty();
        assertThat(symbols(as(Scope.WRITE, "/signals?state=rejected"))).isEmpty();
        assertThat(as(Scope.READ, "/signals?state=review").statusCode()).isEqualTo(403);
        HttpResponse<Buffer> anonymous = server.get("/signals?state=rejected");
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.getHeader("WWW-Authenticate")).isNotNull();
        assertThat(server.get("/signals?state=hidden").statusCode()).isEqualTo(400);
    }

    @Test
    void operators_can_read_it_by_its_id_and_nobody_else_learns_that_it_is_there() {
        JsonObject waiting = waiting();
        assertThat(waiting.getString("state")).isEqualTo("review");
        String path = "/signals/" + waiting.getString("id");
        assertThat(server.get(path).statusCode()).isEqualTo(404);
        assertThat(server.get(path, "Authorization", "Bearer " + server.token(Scope.READ))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<Buffer> detail = server.get(path, "Authorization", "Bearer " + server.token(Scope.WRITE));
        assertThat(detail.bodyAsJsonObject().getString("state")).isEqualTo("review");
    }

    @Test
    void edits_and_deletions_of_its_post_are_not_heard_either() {
        Post first = Samples.post(Samples.HARBOR, 1, Samples.NOON, "SOL, BTC");
        server.witness(
                0.5,
                Samples.HARBOR,
                new Post(
                        first.channelId(),
                        1,
                        Samples.NOON,
                        Samples.NOON.plusSeconds(60),
                        "edited",
                        null,
                        Origin.WITNESSED));
        assertThat(waiting().getString("editedAt")).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(server.get("/signals")
                        .bodyAsJsonObject()
                        .getJsonObject("asOf")
                        .getLong("seq"))
                .as("BTC created, BTC edited")
                .isEqualTo(2);
    }

    @Test
    void it_can_be_withdrawn_unheard() {
        String id = waiting().getString("id");
        assertThat(server.delete("/signals/" + id).statusCode()).isEqualTo(204);
        assertThat(symbols(as(Scope.WRITE, "/signals?state=review"))).isEmpty();
        assertThat(server.get("/signals")
                        .bodyAsJsonObject()
                        .getJsonObject("asOf")
                        .getLong("seq"))
                .isEqualTo(1);
        assertThat(Wait.on(new LedgerCheck().run(server.pool))).allMatch(result -> result.broken() == 0);
    }
}
