package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Addresses;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.ledger.DemoProgress;
import io.signalroom.security.Scope;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class DemoApiTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<Buffer> remove() {
        String token = "Bearer " + server.token(Scope.ADMIN);
        return server.send(HttpMethod.DELETE, "/demo", request -> request.putHeader("Authorization", token), null);
    }

    private HttpResponse<Buffer> load(String body, String key) {
        String token = "Bearer " + server.token(Scope.ADMIN);
        return server.send(
                HttpMethod.POST,
                "/demo",
                request -> request.putHeader("Authorization", token)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Idempotency-Key", key),
                Buffer.buffer(body));
    }

    private String planned() {
        return Wait.on(server.pool
                        .query("SELECT done || ' of ' || total || ' ' || (finished_at IS NULL) FROM load_progress")
                        .execute())
                .iterator()
                .next()
                .getString(0);
    }

    private void set(String sql) {
        Wait.on(server.pool.query(sql).execute());
    }

    private static String detail(HttpResponse<Buffer> refusal) {
        assertThat(refusal.statusCode()).isEqualTo(409);
        return refusal.bodyAsJsonObject().getString("detail");
    }

    @Test
    void a_demo_is_planned_for_those_who_load_it_and_the_board_is_told_at_once() {
        List<StatusPart> told = new CopyOnWriteArrayList<>();
        Wait.on(server.bus.listen(Addresses.STATUS_REPORTED, told::add));
        HttpResponse<Buffer> answer = load("{\"posts\":2000}", "a");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.bodyAsJsonObject())
                .isEqualTo(
                        new JsonObject().put("state", "loading").put("done", 0).put("total", 2000));
        assertThat(answer.getHeader("Location")).isEqualTo("/api/v1/status");
        assertThat(planned()).isEqualTo("0 of 2000 true");
        Room.eventually(
                server.vertx,
                SOON,
                () -> told.stream()
                        .anyMatch(part -> part.part().equals("demo")
                                && part.state().getString("state").equals("loading")));

        HttpResponse<Buffer> again = load("{\"posts\":2000}", "a");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.getHeader("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(answer.body());
    }

    @Test
    void whoever_names_no_number_gets_as_many_posts_as_the_settings_say() {
        assertThat(load("{}", "a").bodyAsJsonObject().getInteger("total")).isEqualTo(ApiServer.DEMO_POSTS);
        assertThat(load("{\"posts\":0}", "b").statusCode()).isEqualTo(400);
        assertThat(load("{\"posts\":1000001}", "c").statusCode()).isEqualTo(400);
    }

    @Test
    void where_there_is_one_the_answer_says_what_to_do() {
        load("{}", "a");
        assertThat(detail(load("{}", "b"))).contains("0 of 700 posts", "DELETE /api/v1/demo");
        set("UPDATE load_progress SET done = 700, finished_at = now()");
        assertThat(detail(load("{}", "c"))).contains("Remove them first", "DELETE /api/v1/demo");
        set("UPDATE load_progress SET removing = true");
        assertThat(detail(load("{}", "d"))).contains("is being removed", "Ask again");
        set("UPDATE load_progress SET removing = false, total = 0, done = 0");
        assertThat(load("{\"posts\":5}", "e").statusCode()).isEqualTo(202);
        assertThat(planned()).isEqualTo("0 of 5 true");
    }

    @Test
    void channels_that_the_mock_has_invented_are_a_demo_too() {
        set("INSERT INTO channel (id, title, origin, source) VALUES (7, 'Invented', 'demo', 'demo')");
        assertThat(detail(load("{}", "a"))).contains("Remove them first");
    }

    @Test
    void of_two_at_the_same_time_one_wins() {
        SqlConnection first = Wait.on(server.pool.getConnection());
        Transaction begun = Wait.on(first.begin());
        assertThat(Wait.on(DemoProgress.planned(10).planIfNone(first))).isTrue();
        Future<Boolean> second = DemoProgress.planned(20).planIfNone(server.pool);
        Room.eventually(server.vertx, SOON, () -> waiting() == 1);
        Wait.on(begun.commit());
        Wait.on(first.close());

        assertThat(Wait.on(second)).isFalse();
        assertThat(planned()).isEqualTo("0 of 10 true");
    }

    private long waiting() {
        return Wait.on(server.pool
                        .query("SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                                + " WHERE NOT l.granted AND a.datname = current_database()")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void where_there_is_no_demo_none_is_removed() {
        assertThat(remove().statusCode()).isEqualTo(404);
    }

    @Test
    void a_demo_is_marked_for_those_who_load_it_and_asking_again_changes_nothing() {
        Wait.on(server.pool
                .query("INSERT INTO channel (id, title, origin, source) VALUES (7, 'Invented', 'demo', 'demo')")
                .execute());

        assertThat(remove().statusCode()).isEqualTo(202);
        SqlConnection loader = Wait.on(server.pool.getConnection());
        Transaction begun = Wait.on(loader.begin());
        Wait.on(loader.query("UPDATE load_progress SET total = 0").execute());
        HttpResponse<Buffer> again = remove();
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.bodyAsJsonObject().getString("state")).isEqualTo("removing");
        Wait.on(begun.rollback());
        Wait.on(loader.close());
        assertThat(Wait.on(server.pool
                                .query("SELECT removing FROM load_progress")
                                .execute())
                        .iterator()
                        .next()
                        .getBoolean(0))
                .isTrue();
    }
}
