package io.signalroom.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.db.Db;
import io.signalroom.problem.ProblemHandler;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class HealthTest {
    private final Readiness readiness = new Readiness();
    private Room room;

    @BeforeEach
    void open() {
        room = new Room();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private HttpResponse<Buffer> ask(Pool pool, HttpMethod method, String path) {
        Router router = Router.router(room.vertx);
        ProblemHandler.mount(router);
        new Health(pool, readiness).mount(router);
        HttpServer server =
                Room.await(room.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        WebClient client = WebClient.create(room.vertx);
        return Room.await(
                client.request(method, server.actualPort(), "127.0.0.1", path).send());
    }

    @Test
    void a_node_that_serves_is_live_and_ready() {
        readiness.become(Readiness.State.SERVING);
        HttpResponse<Buffer> live = ask(room.pool, HttpMethod.GET, "/health/live");
        assertThat(live.bodyAsJsonObject()).isEqualTo(new JsonObject().put("status", "live"));
        assertThat(live.getHeader("Cache-Control")).isEqualTo("no-store");
        HttpResponse<Buffer> ready = ask(room.pool, HttpMethod.GET, "/health/ready");
        assertThat(ready.bodyAsJsonObject()).isEqualTo(new JsonObject().put("status", "ready"));
        HttpResponse<Buffer> head = ask(room.pool, HttpMethod.HEAD, "/health/ready");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isNull();
    }

    @Test
    void without_its_database_a_node_is_live_and_not_ready() {
        readiness.become(Readiness.State.SERVING);
        Pool away = Db.pool(
                room.vertx,
                "postgresql://nobody:nothing@127.0.0.1:1/none",
                "away",
                new Db.Limits(1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        assertThat(ask(away, HttpMethod.GET, "/health/live").statusCode()).isEqualTo(200);
        HttpResponse<Buffer> ready = ask(away, HttpMethod.GET, "/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.getHeader("Retry-After")).isEqualTo("1");
        assertThat(ready.getHeader("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_node_that_starts_or_stops_is_live_and_not_ready() {
        assertThat(ask(room.pool, HttpMethod.GET, "/health/ready").statusCode()).isEqualTo(503);
        readiness.become(Readiness.State.STOPPING);
        assertThat(ask(room.pool, HttpMethod.GET, "/health/ready").statusCode()).isEqualTo(503);
        assertThat(ask(room.pool, HttpMethod.GET, "/health/live").statusCode()).isEqualTo(200);
    }
}
