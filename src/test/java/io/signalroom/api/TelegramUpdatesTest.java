package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.BotPosts;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Telegram brings, from its request to the database. */
@ExtendWith(Servers.class)
class TelegramUpdatesTest {
    private static final String PATH = "/telegram/updates";
    private static final Map<String, String> RIGHT = Map.of(ApiServer.TELEGRAM_HEADER, ApiServer.TELEGRAM_SECRET);

    private final TelegramRig rig = new TelegramRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private HttpResponse<Buffer> bring(Map<String, String> headers, Buffer body) {
        return rig.server.send(
                HttpMethod.POST,
                PATH,
                request -> {
                    request.putHeader("Content-Type", "application/json");
                    headers.forEach(request::putHeader);
                    return request;
                },
                body);
    }

    private static Buffer update(long id, JsonObject what) {
        return new JsonObject().put("update_id", id).mergeIn(what).toBuffer();
    }

    @Test
    void telegram_is_told_where_to_bring_what() {
        rig.read();
        JsonObject set = Wait.on(rig.fake.webhook());

        assertThat(set.getString("url")).isEqualTo("https://signalroom.example/api/v1/telegram/updates");
        assertThat(set.getString("secret_token")).isEqualTo(ApiServer.TELEGRAM_SECRET);
        assertThat(set.getJsonArray("allowed_updates")).containsExactly("channel_post", "edited_channel_post");
        assertThat(set.getInteger("max_connections")).isPositive();
    }

    @Test
    void posts_and_edits_are_stored_once_each_in_their_order() {
        rig.read();
        for (int i = 1; i <= 300; i++) {
            rig.fake.push(BotPosts.post(i, "post " + i));
        }
        rig.fake.push(BotPosts.edit(7, 60, "post 7, edited"));
        rig.awaitAllBrought();

        assertThat(rig.versions()).isEqualTo(301);
        assertThat(rig.count("SELECT max(revision) FROM message WHERE message_id = 7"))
                .isEqualTo(2);
        assertThat(rig.count("SELECT count(*) FROM message a JOIN message b ON a.message_id < b.message_id"
                        + " WHERE a.first_seen_at > b.first_seen_at AND a.revision = 1 AND b.revision = 1"))
                .isZero();
        assertThat(Wait.on(rig.fake.brought())).isEqualTo(301);
    }

    @Test
    void an_answer_that_is_lost_after_the_commit_brings_the_post_again_and_stores_it_once() {
        rig.read();
        rig.fake.loseAnswers(3);
        rig.fake.push(BotPosts.post(1, "once"));
        rig.awaitAllBrought();

        assertThat(Wait.on(rig.fake.brought())).isEqualTo(4);
        assertThat(rig.versions()).isEqualTo(1);
    }

    @Test
    void what_comes_while_nobody_reads_waits_at_telegram_and_is_read_by_the_next() {
        rig.stop(rig.read());
        rig.fake.push(BotPosts.post(1, "between"));
        assertThat(bring(RIGHT, update(9, BotPosts.post(9, "refused"))).statusCode())
                .isEqualTo(503);
        assertThat(rig.versions()).isZero();

        rig.read();
        rig.awaitAllBrought();
        assertThat(rig.versions()).isEqualTo(1);
    }

    @Test
    void restarts_in_the_middle_lose_nothing_and_store_nothing_twice() {
        String reader = rig.read();
        for (int i = 1; i <= 200; i++) {
            rig.fake.push(BotPosts.post(i, "post " + i));
            if (i % 50 == 0) {
                rig.stop(reader);
                reader = rig.read();
            }
        }
        rig.awaitAllBrought();

        assertThat(rig.versions()).isEqualTo(200);
        assertThat(rig.count("SELECT count(DISTINCT message_id) FROM message")).isEqualTo(200);
    }

    @Test
    void a_second_reader_stands_by_and_goes_on_where_the_first_ended() {
        String first = rig.read();
        String second = Wait.on(rig.server.vertx.deployVerticle(TelegramRig.poller(rig.server, rig.fake)));
        rig.fake.push(BotPosts.post(1, "to the first"));
        rig.awaitAllBrought();
        rig.stop(first);
        rig.fake.push(BotPosts.post(2, "to the second"));
        rig.awaitAllBrought();

        assertThat(rig.versions()).isEqualTo(2);
        rig.stop(second);
    }

    @Test
    void the_database_away_means_not_now_and_nothing_is_lost() {
        rig.read();
        Wait.on(rig.server.pool.query("ALTER TABLE message RENAME TO away").execute());
        assertThat(bring(RIGHT, update(1, BotPosts.post(1, "now not"))).statusCode())
                .isEqualTo(503);
        Wait.on(rig.server.pool.query("ALTER TABLE away RENAME TO message").execute());

        rig.fake.push(BotPosts.post(1, "now"));
        rig.awaitAllBrought();
        assertThat(rig.versions()).isEqualTo(1);
    }

    @Test
    void whoever_does_not_know_the_secret_is_refused_and_soon_for_a_minute() {
        rig.read();
        Buffer body = update(1, BotPosts.post(1, "forged"));
        assertThat(bring(Map.of(), body).statusCode()).isEqualTo(401);
        for (String wrong : new String[] {"", "a", ApiServer.TELEGRAM_SECRET + "x", "A-secret-of-tests-0123456789"}) {
            assertThat(bring(Map.of(ApiServer.TELEGRAM_HEADER, wrong), body).statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<Buffer> soon = bring(Map.of(ApiServer.TELEGRAM_HEADER, "again"), body);
        assertThat(soon.statusCode()).isEqualTo(429);
        assertThat(soon.getHeader("Retry-After")).isNotNull();
        assertThat(rig.versions()).isZero();

        assertThat(bring(RIGHT, body).statusCode()).isEqualTo(204);
        assertThat(rig.versions()).isEqualTo(1);
        assertThat(rig.server
                        .meters
                        .counter("signalroom.telegram.updates.unknown")
                        .count())
                .isEqualTo(6);
    }

    @Test
    void what_is_no_update_is_refused_and_what_is_no_post_is_taken() {
        rig.read();
        assertThat(bring(RIGHT, Buffer.buffer("nonsense")).statusCode()).isEqualTo(400);
        assertThat(bring(RIGHT, Buffer.buffer("[]")).statusCode()).isEqualTo(400);
        assertThat(bring(RIGHT, Buffer.buffer("{}")).statusCode()).isEqualTo(400);
        assertThat(bring(RIGHT, Buffer.buffer("{\"update_id\":\"1\"}")).statusCode())
                .isEqualTo(400);
        assertThat(bring(RIGHT, Buffer.buffer("x".repeat(300_000))).statusCode())
                .isEqualTo(413);
        assertThat(bring(RIGHT, Buffer.buffer("{\"update_id\":1,\"my_chat_member\":{}}"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(bring(RIGHT, update(2, BotPosts.post(2, "a\u0000b"))).statusCode())
                .isEqualTo(204);
        assertThat(rig.count("SELECT count(*) FROM message WHERE text = 'a\uFFFDb'"))
                .isEqualTo(1);
    }

    @Test
    void who_brings_with_the_secret_is_not_counted_with_others() {
        rig.read();
        HttpResponse<Buffer> brought = bring(RIGHT, update(1, BotPosts.post(1, "one")));
        assertThat(brought.statusCode()).isEqualTo(204);
        assertThat(brought.getHeader("RateLimit")).isNull();
    }
}
