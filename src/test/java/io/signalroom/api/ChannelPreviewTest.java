package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.security.Scope;
import io.signalroom.telegram.preview.FakePreviews;
import io.signalroom.telegram.preview.PreviewVerticle;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Channels looked at before they are added, through the real parser, at a t.me of the test's own. */
@ExtendWith(Servers.class)
class ChannelPreviewTest {
    private static final String CALL = "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 176.9";

    private ApiServer server;
    private FakePreviews telegram;

    @BeforeEach
    void start() {
        server = ApiServer.start();
        telegram = Wait.on(FakePreviews.start(server.vertx));
        Wait.on(server.vertx.deployVerticle(
                new ParserVerticle(server.pool, server.bus, new SignalParser()::parse, 0.5, server.meters)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void allow() {
        Wait.on(server.vertx.deployVerticle(new PreviewVerticle(
                server.bus, URI.create(telegram.url()), "Signalroom/test (desk@example.org)", Clock.systemUTC())));
    }

    private HttpResponse<Buffer> look(String username) {
        return server.send(
                HttpMethod.GET,
                "/channels/preview?username=" + username,
                r -> r.bearerTokenAuthentication(server.token(Scope.WRITE)),
                null);
    }

    @Test
    void the_five_newest_posts_come_with_what_would_be_read() {
        telegram.channel(
                1_987_654_321L,
                "harborlight_signals",
                "Harbor Light <b>",
                "1",
                "2",
                "Good morning",
                CALL,
                "5",
                "6",
                "7");
        allow();

        JsonObject preview = look("@HarborLight_Signals").bodyAsJsonObject();

        assertThat(preview.getJsonObject("channel"))
                .isEqualTo(new JsonObject()
                        .put("telegramId", "1987654321")
                        .put("username", "harborlight_signals")
                        .put("title", "Harbor Light <b>")
                        .put("subscribers", "27.4K"));
        List<JsonObject> posts = preview.getJsonArray("posts").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(posts).extracting(post -> post.getLong("messageId")).containsExactly(7L, 6L, 5L, 4L, 3L);
        assertThat(posts.get(3).getString("text")).isEqualTo(CALL);
        JsonObject read = posts.get(3).getJsonObject("reading");
        assertThat(read.getString("kind")).isEqualTo("trade_signal");
        assertThat(read.getJsonArray("signals").getJsonObject(0).getString("stopLoss"))
                .isEqualTo("176.9");
        assertThat(posts.get(4).getJsonObject("reading").getString("kind")).isEqualTo("noise");
        assertThat(server.get("/channels").bodyAsJsonObject().getJsonArray("data"))
                .as("stored")
                .isEmpty();
        assertThat(server.get("/signals").bodyAsJsonObject().getJsonArray("data"))
                .as("stored")
                .isEmpty();
    }

    @Test
    void telegram_is_asked_politely() {
        telegram.channel(7, "harbor", "Harbor", CALL);
        allow();

        IntStream.range(0, 5)
                .forEach(i -> assertThat(look(i % 2 == 0 ? "harbor" : "HARBOR").statusCode())
                        .isEqualTo(200));

        assertThat(telegram.asked())
                .as("the same page once a minute, by one who says who he is")
                .containsExactly(new FakePreviews.Asked("/s/harbor", "Signalroom/test (desk@example.org)", "en"));
    }

    @Test
    void where_telegram_asks_for_fewer_calls_no_other_channel_is_asked_for() {
        telegram.channel(7, "harbor", "Harbor", CALL);
        telegram.fault(request -> request.response()
                .setStatusCode(429)
                .putHeader("retry-after", "600")
                .end());
        allow();

        HttpResponse<Buffer> refused = look("harbor");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.bodyAsJsonObject().getString("detail")).contains("600 seconds");
        telegram.fault(null);
        assertThat(look("lighthouse").statusCode()).isEqualTo(503);
        assertThat(telegram.asked()).hasSize(1);
    }

    @Test
    void without_a_word_of_how_long_it_waits_a_minute() {
        telegram.fault(request -> request.response().setStatusCode(429).end());
        allow();
        assertThat(look("harbor").statusCode()).isEqualTo(503);
        assertThat(look("lighthouse").statusCode()).isEqualTo(503);
        assertThat(telegram.asked()).hasSize(1);
    }

    @Test
    void what_may_pass_is_asked_for_again() {
        telegram.channel(7, "harbor", "Harbor", CALL);
        telegram.fault(request -> request.response().setStatusCode(502).end("<html>Bad gateway"));
        allow();
        assertThat(look("harbor").statusCode()).isEqualTo(503);
        telegram.fault(null);
        assertThat(look("harbor").statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_no_public_channel_is_not_found_and_says_what_else_can_be_done() {
        allow();
        HttpResponse<Buffer> nobody = look("nobody_here");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(nobody.bodyAsJsonObject().getString("detail"))
                .contains("@nobody_here")
                .contains("administrator");
    }

    @Test
    void pages_that_cannot_be_read_are_no_empty_channels() {
        telegram.channel(7, "harbor", "Harbor", CALL);
        telegram.breakMarkup(true);
        allow();
        HttpResponse<Buffer> odd = look("harbor");
        assertThat(odd.statusCode()).isEqualTo(503);
        assertThat(odd.bodyAsJsonObject().getString("detail")).contains("newer version");
    }

    @Test
    void without_the_operators_leave_nobody_is_asked() {
        telegram.channel(7, "harbor", "Harbor", CALL);
        HttpResponse<Buffer> off = look("harbor");
        assertThat(off.statusCode()).isEqualTo(404);
        assertThat(off.bodyAsJsonObject().getString("detail")).contains("TELEGRAM_PREVIEW=true");
        assertThat(telegram.asked()).isEmpty();
    }
}
