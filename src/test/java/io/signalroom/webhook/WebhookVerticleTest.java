package io.signalroom.webhook;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.EventLog;
import io.signalroom.ledger.HeardEvents.Heard;
import io.signalroom.ledger.HeardEvents.Subject;
import io.signalroom.testing.Servers;
import io.signalroom.webhook.Receiver.Got;
import io.signalroom.webhook.Webhooks.Made;
import io.signalroom.webhook.Webhooks.Rotated;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From a post to a receiver that can trust what comes. */
@ExtendWith(Servers.class)
@Execution(ExecutionMode.CONCURRENT)
class WebhookVerticleTest {
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
    void a_new_signal_comes_as_its_envelope_signed() {
        rig.run();
        rig.call(3); // before its time
        rig.eventually(() -> (long) rig.room.value("SELECT seq FROM webhook_position") == 3);
        Made hook = rig.made(receiver.url());
        rig.post(7, "LONG SOL");
        eventuallyGot(1);
        Got got = receiver.got.get(0);
        assertThat(got.method()).isEqualTo("POST");
        assertThat(got.headers()).containsEntry("content-type", "application/json");
        JsonObject log = await(new EventLog().after(rig.room.pool, got.json().getString("epoch"), 3, 9))
                .get(0);
        assertThat(got.json()).isEqualTo(log);
        assertThat(got.json().getString("type")).isEqualTo("signal.created");
        assertThat(got.json().getJsonObject("data").getString("symbol")).isEqualTo("SOL");
        assertThat(StandardVerifier.genuine(hook.secret(), got)).isTrue();
        assertThat(StandardVerifier.genuine(rig.made(receiver.url()).secret(), got))
                .isFalse();
        rig.eventually(() -> rig.log(hook).get(0).getString("state").equals("delivered"));
        JsonObject line = rig.log(hook).get(0);
        assertThat(line.getString("id")).isEqualTo(got.id());
        assertThat(line.getString("signal"))
                .isEqualTo(got.json().getJsonObject("data").getString("id"));
        assertThat(line.getInteger("status")).isEqualTo(200);
        assertThat(receiver.got).hasSize(1);
        rig.eventually(() -> rig.count("sent") == 1);
    }

    @Test
    void filters_let_pass_what_they_name() {
        rig.run();
        rig.made(
                receiver.url(),
                new JsonObject()
                        .put("tokens", new JsonArray().add("sol").add("ADA"))
                        .put("channels", new JsonArray().add("@Channel7"))
                        .put("kinds", new JsonArray().add("trade_signal"))
                        .put("origins", new JsonArray().add("witnessed"))
                        .put("minConfidence", 0.9)
                        .put("events", new JsonArray().add("signal.created")));
        rig.made(receiver.url(), new JsonObject().put("minConfidence", 0.95));
        rig.made(receiver.url(), new JsonObject().put("events", new JsonArray().add("signal.deleted")));
        rig.post(7, "LONG BTC");
        rig.post(8, "LONG SOL");
        rig.post(7, "LONG SOL");
        rig.post(7, "LONG ADA");
        eventuallyGot(2);
        rig.eventually(() -> (long) rig.room.value("SELECT seq FROM webhook_position") == 4);
        assertThat(rig.room.value("SELECT count(*) FROM webhook_delivery")).isEqualTo(2L);
        assertThat(receiver.got)
                .extracting(got -> got.json().getJsonObject("data").getString("symbol"))
                .containsExactlyInAnyOrder("SOL", "ADA");
    }

    @Test
    void a_withdrawn_signal_is_told_to_who_had_it_though_only_its_id_is_left() {
        rig.run();
        rig.made(receiver.url(), new JsonObject().put("tokens", new JsonArray().add("SOL")));
        rig.post(7, "LONG SOL");
        eventuallyGot(1);
        rig.sql("UPDATE signal SET withdrawn_at = now()");
        rig.sql(
                "WITH h AS (UPDATE event_head SET seq = seq + 1 RETURNING seq) INSERT INTO signal_event "
                        + "(seq, type, signal_id, posted_at, channel_id, kind, direction, origin) "
                        + "SELECT h.seq, 'signal.deleted', s.id, s.posted_at, s.channel_id, s.kind, s.direction, s.origin FROM h, signal s");
        eventuallyGot(2);
        assertThat(receiver.got.get(1).json().getString("type")).isEqualTo("signal.deleted");
        assertThat(receiver.got.get(1).json().getJsonObject("data").fieldNames())
                .containsExactly("id");
    }

    @Test
    void while_a_secret_is_replaced_both_sign() {
        rig.run();
        Made hook = rig.made(receiver.url());
        Rotated second = rig.rotated(hook);
        rig.call(1);
        eventuallyGot(1);
        Got both = receiver.got.get(0);
        assertThat(both.headers().get("webhook-signature").split(" ")).hasSize(2);
        assertThat(StandardVerifier.genuine(hook.secret(), both)).isTrue();
        assertThat(StandardVerifier.genuine(second.secret(), both)).isTrue();
        rig.sql("UPDATE webhook SET previous_until = now()");
        rig.call(1);
        eventuallyGot(2);
        Got one = receiver.got.get(1);
        assertThat(StandardVerifier.genuine(hook.secret(), one)).isFalse();
        assertThat(StandardVerifier.genuine(second.secret(), one)).isTrue();
        rig.eventually(() -> (boolean) rig.room.value("SELECT previous_secret IS NULL FROM webhook"));
    }

    @Test
    void a_test_is_sent_once_also_to_a_disabled_one() {
        rig.run();
        Made hook = rig.made(receiver.url());
        rig.active(hook, false);
        JsonObject asked = await(rig.webhooks.test(hook.webhook().id()));
        eventuallyGot(1);
        Got got = receiver.got.get(0);
        assertThat(got.id()).isEqualTo(asked.getString("id"));
        assertThat(got.json().getString("type")).isEqualTo("webhook.test");
        assertThat(StandardVerifier.genuine(hook.secret(), got)).isTrue();
        receiver.answer(410);
        JsonObject second = await(rig.webhooks.test(hook.webhook().id()));
        rig.eventually(() -> rig.log(hook).get(0).getString("state").equals("failed"));
        assertThat(second.getString("id")).isNotEqualTo(asked.getString("id"));
        assertThat(receiver.got).hasSize(2);
        assertThat(rig.read(hook).health().failingSince()).isEmpty();
    }

    @Test
    void a_test_passes_by_what_its_webhook_keeps_waiting() {
        rig.run();
        receiver.answers = request -> request.response()
                .setStatusCode(429)
                .putHeader("Retry-After", "86400")
                .end();
        Made held = rig.made(receiver.url());
        rig.call(1);
        rig.eventually(() -> rig.tried(held) == 1);
        Receiver mute = new Receiver(rig.room.vertx, 0);
        mute.answers = request -> {}; // all its places are taken for ten seconds
        Made full = rig.made(mute.url());
        rig.call(40);
        rig.eventually(() -> mute.got.size() >= Dispatch.EACH);
        List<JsonObject> asked = Stream.of(held, full)
                .map(hook -> await(rig.webhooks.test(hook.webhook().id())))
                .toList();
        rig.eventually(() -> receiver.got.size() == 2 && mute.got.size() >= 5);
        assertThat(receiver.got.get(1).id()).isEqualTo(asked.get(0).getString("id"));
        assertThat(mute.got.get(4).id()).isEqualTo(asked.get(1).getString("id"));
        assertThat(asked).allMatch(test -> test.getString("nextAt").equals(test.getString("createdAt")));
    }

    @Test
    void in_a_new_epoch_it_goes_on_from_the_head() {
        rig.run();
        rig.made(receiver.url());
        rig.call(1);
        eventuallyGot(1);
        rig.sql("UPDATE event_head SET epoch = 'another', seq = 0");
        rig.eventually(() -> "another".equals(rig.room.value("SELECT epoch FROM webhook_position")));
        rig.sql("DELETE FROM signal_event");
        rig.call(1);
        eventuallyGot(2);
        assertThat(receiver.got.get(1).json().getString("epoch")).isEqualTo("another");
        assertThat(receiver.got.get(1).json().getLong("seq")).isEqualTo(1);
    }

    @Test
    void a_new_epoch_whose_numbers_go_on_costs_no_event() {
        String sender = rig.run();
        rig.made(receiver.url());
        rig.call(1);
        eventuallyGot(1);
        await(rig.room.vertx.undeploy(sender));
        rig.call(1);
        rig.eventually(() -> Long.valueOf(2).equals(rig.room.value("SELECT seq FROM event_head")));
        rig.sql("UPDATE event_head SET epoch = 'another'");
        rig.run();
        eventuallyGot(2);
        assertThat(receiver.got.get(1).json().getLong("seq")).isEqualTo(2);
    }

    @Test
    void a_filter_by_token_lets_pass_what_names_it_and_nothing_that_names_none() {
        WebhookFilters sol = WebhookFilters.of(new JsonObject().put("tokens", new JsonArray().add("SOL")));
        assertThat(sol.match(heard(new JsonObject().put("kind", "listing").put("symbols", new JsonArray().add("SOL")))))
                .isTrue();
        assertThat(sol.match(heard(new JsonObject().put("kind", "signal_update"))))
                .isFalse();
        assertThat(sol.match(heard(new JsonObject().put("id", "sig_1")))).isTrue();
        WebhookFilters marked =
                WebhookFilters.of(new JsonObject().put("channels", new JsonArray().add("-1001987654321")));
        assertThat(marked.match(heard(new JsonObject().put("kind", "listing")))).isTrue();
    }

    private static Heard heard(JsonObject data) {
        JsonObject envelope = new JsonObject().put("type", "signal.created").put("data", data);
        Subject subject = new Subject(
                "listing", 1_987_654_321L, Optional.empty(), "witnessed", Optional.empty(), OptionalDouble.empty());
        return new Heard(envelope, subject);
    }
}
