package io.signalroom.webhook;

import static io.signalroom.testing.Room.await;
import static io.signalroom.webhook.WebhookRig.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.Bus;
import io.signalroom.db.Db;
import io.signalroom.security.Boxes;
import io.signalroom.testing.Servers;
import io.signalroom.webhook.Webhooks.Made;
import io.signalroom.webhook.Webhooks.Rotated;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nodes that come, go and change their keys. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class WebhookNodesTest {
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
    void what_came_before_the_first_node_looked_is_not_missed() {
        rig.call(2);
        rig.eventually(() -> (long) rig.room.value("SELECT seq FROM event_head") == 2);
        rig.made(receiver.url());
        rig.call(1);
        rig.eventually(() -> (long) rig.room.value("SELECT seq FROM event_head") == 3);
        rig.run();
        eventuallyGot(1);
        assertThat(receiver.got.get(0).json().getLong("seq")).isEqualTo(3);
    }

    private void eventuallyDelivered(long count) {
        rig.eventually(() ->
                (long) rig.room.value("SELECT count(*) FROM webhook_delivery WHERE state = 'delivered'") == count);
    }

    @Test
    void two_nodes_send_each_delivery_once_and_the_second_goes_on_after_the_first() {
        Vertx otherVertx = Vertx.vertx();
        Pool otherPool = Db.pool(
                otherVertx, rig.room.url, "other", new Db.Limits(4, Duration.ofSeconds(2), Duration.ofSeconds(10)));
        String first = rig.run();
        rig.run(
                otherVertx,
                otherPool,
                Bus.open(otherVertx),
                new WebhookVerticle.Parts(rig.targets, Boxes.of(KEY), Clock.systemUTC()));
        rig.made(receiver.url());
        rig.call(30);
        eventuallyDelivered(30);
        await(rig.room.vertx.undeploy(first));
        rig.call(30);
        eventuallyDelivered(60);
        assertThat(new HashSet<>(receiver.ids())).hasSize(60);
        assertThat(receiver.got).hasSize(60);
        await(otherVertx.close());
    }

    @Test
    void what_was_sent_and_not_written_down_is_sent_again_with_the_same_id() {
        String first = rig.run();
        receiver.answers = request -> {}; // the node ends before it hears
        rig.made(receiver.url());
        rig.call(1);
        eventuallyGot(1);
        await(rig.room.vertx.undeploy(first));
        receiver.answer(200);
        rig.run();
        eventuallyGot(2);
        assertThat(new HashSet<>(receiver.ids())).hasSize(1);
        assertThat(receiver.got.get(1).body()).isEqualTo(receiver.got.get(0).body());
    }

    @Test
    void a_changed_key_is_no_end_of_secrets_as_long_as_the_one_before_was_set_once() {
        String next = "fedcba9876543210fedcba9876543210";
        Made hook = rig.made(receiver.url());
        rig.rotated(hook);
        for (var box : List.of(Boxes.of(next, KEY), Boxes.of(next))) {
            String node = rig.run(
                    rig.room.vertx,
                    rig.room.pool,
                    rig.room.bus,
                    new WebhookVerticle.Parts(rig.targets, box, Clock.systemUTC()));
            int before = receiver.got.size();
            rig.call(1);
            eventuallyGot(before + 1);
            assertThat(StandardVerifier.genuine(hook.secret(), receiver.got.get(before)))
                    .isTrue();
            await(rig.room.vertx.undeploy(node));
        }
    }

    @Test
    void without_the_key_nothing_is_sent_and_a_new_secret_is_the_cure() {
        Made hook = rig.made(receiver.url());
        String next = "fedcba9876543210fedcba9876543210";
        rig.run(
                rig.room.vertx,
                rig.room.pool,
                rig.room.bus,
                new WebhookVerticle.Parts(rig.targets, Boxes.of(next), Clock.systemUTC()));
        rig.call(1);
        rig.eventually(() -> rig.tried(hook) == 1);
        assertThat(rig.log(hook).get(0).getString("reason")).contains("make a new one");
        assertThat(receiver.got).isEmpty();
        Webhooks withNext = new Webhooks(rig.room.pool, Boxes.of(next), rig.targets, Clock.systemUTC());
        Rotated cure = await(withNext.rotate(hook.webhook().id()));
        rig.hasten();
        eventuallyGot(1);
        assertThat(StandardVerifier.genuine(cure.secret(), receiver.got.get(0))).isTrue();
    }
}
