package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.security.Scope;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class DemoApiTest {
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
