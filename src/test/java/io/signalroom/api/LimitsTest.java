package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.problem.ProblemHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private Vertx vertx;
    private WebClient client;
    private HttpServer server;
    private final List<Promise<Void>> running = new ArrayList<>();

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    private void serve(int most, Duration longest) {
        Router router = Router.router(vertx);
        ProblemHandler.mount(router);
        router.route().handler(new Limits(most, longest.dividedBy(2), longest));
        router.post("/early").handler(rc -> rc.fail(404));
        router.post("/").handler(BodyHandler.create(false));
        router.route("/").handler(rc -> {
            Promise<Void> work = Promise.promise();
            running.add(work);
            work.future().onSuccess(x -> Answer.done().send(rc));
        });
        server = Wait.on(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        client = WebClient.create(
                vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(server.actualPort()));
    }

    private Future<HttpResponse<Buffer>> ask() {
        return client.get("/").send();
    }

    private static void eventually(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void one_request_too_many_is_refused_at_once_and_the_next_after_an_end_is_taken() {
        serve(2, Duration.ofSeconds(30));
        Future<HttpResponse<Buffer>> first = ask();
        Future<HttpResponse<Buffer>> second = ask();
        eventually(() -> running.size() == 2);
        HttpResponse<Buffer> third = Wait.on(ask());
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.getHeader("Retry-After")).isEqualTo("1");
        running.forEach(Promise::complete);
        assertThat(Wait.on(first).statusCode()).isEqualTo(204);
        assertThat(Wait.on(second).statusCode()).isEqualTo(204);
        Future<HttpResponse<Buffer>> fourth = ask();
        eventually(() -> running.size() == 3);
        running.get(2).complete();
        assertThat(Wait.on(fourth).statusCode()).isEqualTo(204);
    }

    @Test
    void a_caller_who_hangs_up_gives_his_place_back() {
        serve(1, Duration.ofSeconds(30));
        NetSocket socket = Wait.on(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
        socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        eventually(() -> running.size() == 1);
        Wait.on(socket.close());
        eventually(() -> {
            Future<HttpResponse<Buffer>> next = ask();
            eventually(() -> next.isComplete() || running.size() == 2);
            return running.size() == 2;
        });
    }

    @Test
    void a_request_that_takes_too_long_is_answered_and_its_late_end_is_ignored() {
        serve(1, Duration.ofMillis(100));
        HttpResponse<Buffer> response = Wait.on(ask());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("unavailable");
        running.get(0).complete();
        assertThat(Wait.on(ask()).statusCode()).isEqualTo(503);
    }

    @Test
    void a_body_that_drips_is_cut_off() {
        serve(1, Duration.ofMillis(200));
        NetSocket socket = Wait.on(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
        Buffer received = Buffer.buffer();
        Promise<Void> closed = Promise.promise();
        socket.handler(received::appendBuffer).closeHandler(x -> closed.complete());
        socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na");
        Wait.on(closed.future());
        assertThat(received.toString()).startsWith("HTTP/1.1 408").contains("application/problem+json");
        assertThat(running).isEmpty();
    }

    @Test
    void a_body_that_drips_after_its_answer_is_cut_off_too() {
        serve(1, Duration.ofMillis(200));
        NetSocket socket = Wait.on(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
        Buffer received = Buffer.buffer();
        Promise<Void> closed = Promise.promise();
        socket.handler(received::appendBuffer).closeHandler(x -> closed.complete());
        socket.write("POST /early HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na");
        Wait.on(closed.future());
        assertThat(received.toString()).startsWith("HTTP/1.1 404");
    }
}
