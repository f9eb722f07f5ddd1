package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Bot API that tests poll keeps to the real one's rules, or tests of the poller would prove nothing. */
class FakeBotApiTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeBotApi fake = await(FakeBotApi.start(vertx));
    private final WebClient client = WebClient.create(vertx);

    @AfterEach
    void close() {
        await(fake.close());
        await(vertx.close());
    }

    private Future<HttpResponse<Buffer>> call(String method, JsonObject parameters) {
        return client.postAbs(fake.url() + "/bot" + FakeBotApi.TOKEN + "/" + method)
                .sendJsonObject(parameters);
    }

    private List<Long> updates(JsonObject parameters) {
        return ids(await(call("getUpdates", parameters)));
    }

    private static List<Long> ids(HttpResponse<Buffer> answer) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        JsonArray result = answer.bodyAsJsonObject().getJsonArray("result");
        return result.stream().map(u -> ((JsonObject) u).getLong("update_id")).toList();
    }

    private static JsonObject offset(long offset) {
        return new JsonObject().put("offset", offset);
    }

    private void push(int posts) {
        for (int i = 1; i <= posts; i++) {
            fake.push(BotPosts.post(i, "post " + i));
        }
    }

    private static <T> T taking(double from, double to, Supplier<T> work) {
        long begun = System.nanoTime();
        T done = work.get();
        assertThat((System.nanoTime() - begun) / 1e9).isBetween(from, to);
        return done;
    }

    @Test
    void an_offset_confirms_what_is_below_it_and_nothing_else_does() {
        push(3);
        assertThat(updates(new JsonObject())).hasSize(3);
        assertThat(updates(offset(700_000_001L))).hasSize(3);
        assertThat(updates(offset(700_000_003L))).containsExactly(700_000_003L);
        assertThat(updates(offset(700_000_001L))).containsExactly(700_000_003L);
    }

    @Test
    void a_negative_offset_leaves_the_last() {
        push(5);
        assertThat(updates(offset(-2))).containsExactly(700_000_004L, 700_000_005L);
        assertThat(updates(offset(1))).containsExactly(700_000_004L, 700_000_005L);
    }

    @Test
    void an_offset_that_is_too_high_confirms_nothing_unless_it_is_taken_literally() {
        push(3);
        assertThat(updates(offset(900_000_000L))).hasSize(3);
        fake.takeOffsetsLiterally();
        assertThat(updates(offset(900_000_001L))).isEmpty();
    }

    @Test
    void what_is_older_than_a_day_is_gone() {
        push(1);
        fake.setNow(Instant.now().plusSeconds(20 * 3_600));
        assertThat(updates(offset(1))).hasSize(1);
        fake.setNow(Instant.now().plusSeconds(27 * 3_600));
        assertThat(updates(offset(2))).isEmpty();
    }

    @Test
    void the_same_offset_again_waits_three_seconds_and_in_haste_gets_one() {
        assertThat(updates(offset(5))).isEmpty();
        taking(2.9, 4, () -> updates(offset(5)));
        push(3);
        assertThat(updates(offset(6))).hasSize(3);
        assertThat(updates(offset(6))).hasSize(1);
    }

    @Test
    void a_body_ends_at_four_mebibytes() {
        String text = "x".repeat(1 << 20);
        for (int i = 1; i <= 8; i++) {
            fake.push(BotPosts.post(i, text));
        }
        assertThat(updates(new JsonObject())).hasSize(4);
    }

    @Test
    void the_kinds_that_are_allowed_are_remembered() {
        assertThat(updates(offset(1).put("allowed_updates", JsonArray.of("channel_post"))))
                .isEmpty();
        push(1);
        fake.push(BotPosts.edit(1, 5, "edited"));
        assertThat(updates(offset(2))).hasSize(1);
    }

    @Test
    void parameters_come_in_the_query_and_as_a_form_too() {
        push(3);
        String url = fake.url() + "/bot" + FakeBotApi.TOKEN + "/getUpdates";
        assertThat(ids(await(client.getAbs(url)
                        .addQueryParam("limit", "2")
                        .addQueryParam("allowed_updates", "[\"channel_post\"]")
                        .send())))
                .hasSize(2);
        assertThat(ids(await(client.postAbs(url)
                        .putHeader("content-type", "application/x-www-form-urlencoded")
                        .sendBuffer(Buffer.buffer("offset=700000002&limit=1")))))
                .containsExactly(700_000_002L);
    }

    @Test
    void another_poll_ends_the_first_and_conflicts_are_three_seconds_apart() {
        Future<HttpResponse<Buffer>> first = call("getUpdates", new JsonObject().put("timeout", 50));
        await(polled());
        Future<HttpResponse<Buffer>> second = call("getUpdates", offset(1).put("timeout", 50));
        assertThat(await(first).statusCode()).isEqualTo(409);
        assertThat(await(first).bodyAsJsonObject().getString("description"))
                .isEqualTo("Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                        + " running");
        Future<HttpResponse<Buffer>> third = call("getUpdates", offset(2).put("timeout", 50));
        taking(2.5, 5, () -> await(second));
        push(1);
        assertThat(ids(await(third))).hasSize(1);
    }

    private Future<Boolean> polled() {
        return fake.isPolled()
                .compose(is ->
                        is ? Future.succeededFuture(true) : vertx.timer(20).compose(x -> polled()));
    }

    @Test
    void a_webhook_stands_in_the_way_until_it_is_deleted() {
        fake.setWebhook(true);
        HttpResponse<Buffer> refused = await(call("getUpdates", new JsonObject()));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.bodyAsJsonObject().getString("description"))
                .isEqualTo("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete"
                        + " the webhook first");
        await(call("deleteWebhook", new JsonObject()));
        assertThat(updates(new JsonObject())).isEmpty();
    }

    @Test
    void too_many_calls_are_told_in_the_header_and_in_the_body() {
        fake.failWith(BotFaults.tooMany(7, true));
        HttpResponse<Buffer> refused = await(call("getUpdates", new JsonObject()));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("7");
        assertThat(refused.bodyAsJsonObject()).isEqualTo(new JsonObject("""
                        {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7",
                         "parameters":{"retry_after":7}}"""));
    }

    @Test
    void messages_are_kept_and_may_fail() {
        JsonObject message = new JsonObject().put("chat_id", 5).put("text", "hello");
        fake.failSendWith(BotFaults.tooMany(1, true));
        assertThat(await(call("sendMessage", message)).statusCode()).isEqualTo(429);
        JsonObject sent = await(call("sendMessage", message)).bodyAsJsonObject();
        assertThat(sent.getBoolean("ok")).isTrue();
        assertThat(sent.getJsonObject("result").getString("text")).isEqualTo("hello");
        assertThat(await(call("sendMessage", new JsonObject().put("chat_id", 5)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(fake.sent()).containsExactly(message);
    }

    @Test
    void it_knows_itself_and_nothing_it_does_not_know() {
        assertThat(await(call("getMe", new JsonObject()))
                        .bodyAsJsonObject()
                        .getJsonObject("result")
                        .getBoolean("is_bot"))
                .isTrue();
        HttpResponse<Buffer> unknown = await(call("getNothing", new JsonObject()));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.bodyAsJsonObject().getString("description")).isEqualTo("Not Found: method not found");
        assertThat(await(client.getAbs(fake.url() + "/bot1:no/getMe").send()).statusCode())
                .isEqualTo(401);
        assertThat(await(client.getAbs(fake.url() + "/getMe").send()).statusCode())
                .isEqualTo(404);
    }
}
