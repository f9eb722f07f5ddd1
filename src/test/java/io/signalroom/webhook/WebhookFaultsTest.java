package io.signalroom.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.signalroom.webhook.Webhooks.Made;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Receivers that do not do what they should. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class WebhookFaultsTest {
    private final WebhookRig rig = new WebhookRig();
    private final Receiver receiver = new Receiver(rig.room.vertx, 0);

    @AfterEach
    void close() {
        rig.close();
    }

    private void eventuallyGot(int count) {
        rig.eventually(() -> receiver.got.size() >= count);
    }

    @Test
    void a_receiver_that_is_down_or_refuses_is_tried_again_with_the_same_id() throws IOException {
        try (Socket held = new Socket()) { // so that nobody else gets the port while nothing listens there
            held.setReuseAddress(true);
            held.bind(new InetSocketAddress("127.0.0.1", 0));
            downOrRefusing(held.getLocalPort());
        }
    }

    private void downOrRefusing(int port) {
        rig.run();
        Made hook = rig.made("http://127.0.0.1:" + port + "/hook");
        rig.call(1);
        rig.eventually(() -> rig.tried(hook) == 1);
        JsonObject line = rig.log(hook).get(0);
        assertThat(line.getString("reason")).contains("nothing answers");
        assertThat(line.containsKey("nextAt")).isTrue();
        assertThat(rig.read(hook).health().failingSince()).isPresent();
        Receiver again = new Receiver(rig.room.vertx, port);
        again.answer(500);
        rig.hasten();
        rig.eventually(() -> rig.tried(hook) == 2);
        again.answer(204);
        rig.hasten();
        rig.eventually(() -> rig.log(hook).get(0).getString("state").equals("delivered"));
        assertThat(again.ids()).hasSize(2).containsOnly(line.getString("id"));
        assertThat(again.got).allMatch(got -> StandardVerifier.genuine(hook.secret(), got));
        assertThat(rig.read(hook).health().failingSince()).isEmpty();
        rig.eventually(() -> rig.count("retried") == 2);
    }

    @Test
    void a_redirect_is_not_followed() {
        rig.run();
        Receiver inside = new Receiver(rig.room.vertx, 0);
        receiver.answers = request -> request.response()
                .setStatusCode(307)
                .putHeader("Location", inside.url())
                .end();
        Made hook = rig.made(receiver.url());
        rig.call(1);
        rig.eventually(() -> rig.tried(hook) == 1);
        assertThat(rig.log(hook).get(0).getInteger("status")).isEqualTo(307);
        assertThat(inside.got).isEmpty();
    }

    @Test
    void an_endless_answer_is_read_to_its_bound_and_counts_by_its_status() {
        rig.run();
        receiver.answers = request -> {
            request.response().setChunked(true);
            rig.room.vertx.setPeriodic(1, timer -> {
                if (request.response().closed()) {
                    rig.room.vertx.cancelTimer(timer);
                } else {
                    request.response().write("x".repeat(8_192));
                }
            });
        };
        Made hook = rig.made(receiver.url());
        rig.call(1);
        rig.eventually(() -> rig.tried(hook) == 1);
        assertThat(rig.log(hook).get(0).getString("state")).isEqualTo("delivered");
    }

    @Test
    void a_receiver_that_is_gone_is_left_alone_until_it_is_activated() {
        rig.run();
        Made hook = rig.made(receiver.url());
        receiver.answer(410);
        rig.call(6);
        rig.eventually(() -> !rig.read(hook).active());
        rig.eventually(() -> rig.read(hook).health().waiting() == 0);
        assertThat(rig.read(hook).health().reason().orElseThrow()).contains("410");
        int came = receiver.got.size();
        rig.call(1);
        rig.eventually(() -> (long) rig.room.value("SELECT seq FROM webhook_position") == 7);
        assertThat(rig.room.value("SELECT count(*) FROM webhook_delivery")).isEqualTo(6L);
        receiver.answer(200);
        assertThat(rig.active(hook, true).health().reason()).isEmpty();
        rig.post(7, "LONG SOL");
        eventuallyGot(came + 1);
        assertThat(receiver.got.get(came).json().getJsonObject("data").getString("symbol"))
                .isEqualTo("SOL");
    }

    @Test
    void what_was_given_up_while_it_was_under_way_ends_nothing() {
        rig.run();
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        receiver.answers = held::add;
        Made hook = rig.made(receiver.url());
        rig.call(2);
        rig.eventually(() -> held.size() == 2);
        held.get(0).response().setStatusCode(410).end();
        rig.eventually(() -> !rig.read(hook).active());
        rig.active(hook, true);
        held.get(1).response().setStatusCode(410).end();
        rig.eventually(() -> rig.count("failed") == 2);
        assertThat(rig.read(hook).active()).isTrue();
        receiver.answer(200);
        rig.call(1);
        eventuallyGot(3);
    }

    @Test
    void three_days_without_a_success_disable_it() {
        rig.run();
        Made hook = rig.made(receiver.url());
        receiver.answer(503);
        rig.call(1);
        rig.eventually(() -> rig.tried(hook) == 1);
        rig.sql("UPDATE webhook SET failing_since = now() - interval '71 hours'");
        rig.hasten();
        rig.eventually(() -> rig.tried(hook) == 2);
        assertThat(rig.read(hook).active()).isTrue();
        rig.sql("UPDATE webhook SET failing_since = now() - interval '73 hours'");
        rig.hasten();
        rig.eventually(() -> !rig.read(hook).active());
        assertThat(rig.read(hook).health().reason().orElseThrow()).contains("three days");
        assertThat(rig.read(hook).health().dropped()).isEqualTo(1);
    }

    @Test
    void after_the_last_try_it_is_given_up() {
        rig.run();
        Made hook = rig.made(receiver.url());
        receiver.answer(500);
        rig.call(1);
        for (int i = 1; i <= 8; i++) {
            int tries = i;
            rig.eventually(() -> rig.tried(hook) == tries);
            rig.hasten();
        }
        assertThat(rig.log(hook).get(0).getString("state")).isEqualTo("failed");
        assertThat(new HashSet<>(receiver.ids())).hasSize(1);
        assertThat(receiver.got).hasSize(8);
        assertThat(rig.room.value("SELECT body FROM webhook_delivery")).isNull();
    }

    @Test
    void who_asks_for_rest_gets_it() {
        rig.run();
        Made hook = rig.made(receiver.url());
        receiver.answers = request -> request.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "86400")
                .end();
        rig.call(1);
        rig.eventually(() -> rig.tried(hook) == 1);
        assertThat(rig.room.value("SELECT extract(epoch FROM held_until - now()) BETWEEN 3500 AND 3600 FROM webhook"))
                .isEqualTo(true);
        rig.sql("UPDATE webhook_delivery SET next_at = now()");
        Made other = rig.made(receiver.url());
        rig.call(1);
        rig.eventually(() -> rig.tried(other) == 1);
        assertThat(receiver.got).hasSize(2);
    }

    @Test
    void of_too_many_that_wait_the_oldest_are_dropped_and_counted() {
        Made hook = rig.made(receiver.url());
        receiver.answer(500);
        rig.run(10);
        rig.call(25);
        rig.eventually(() -> rig.read(hook).health().dropped() == 15);
        assertThat(rig.read(hook).health().waiting()).isEqualTo(10);
        rig.eventually(() -> rig.count("dropped") == 15);
        assertThat(rig.room.value("SELECT min(seq) FROM webhook_delivery WHERE state = 'waiting'"))
                .isEqualTo(16L);
    }

    @Test
    void a_slow_receiver_holds_up_no_other() {
        rig.run();
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        receiver.answers = request -> { // never answers
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            request.connection().closeHandler(x -> open.decrementAndGet());
        };
        rig.made(receiver.url());
        Receiver quick = new Receiver(rig.room.vertx, 0);
        rig.made(quick.url());
        rig.call(40);
        rig.eventually(() -> quick.got.size() == 40); // all 40 of the other would take 100 s
        assertThat(most.get()).isBetween(1, Dispatch.EACH);
        assertThat(new HashSet<>(quick.ids())).hasSize(40);
    }
}
