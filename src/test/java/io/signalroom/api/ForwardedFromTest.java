package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.parse.ParserVerticle;
import io.signalroom.parse.SignalParser;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Forward;
import io.signalroom.signal.Origin;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import io.signalroom.signal.Side;
import io.signalroom.telegram.BotPosts;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who said a call first, from Telegram to the answer. */
@ExtendWith(Servers.class)
class ForwardedFromTest {
    private static final String CALL = "#SOL/USDT LONG\nEntry: 182.0 - 184.5\nTP1: 191.5\nSL: 176.9";
    private static final ChannelInfo ECHO = new ChannelInfo(1_555_000_111L, "echo_calls", "Echo Calls", false);

    private final TelegramRig rig = new TelegramRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private JsonObject detail(long messageId) {
        String id = rig.server.get("/signals?limit=200").bodyAsJsonObject().getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .filter(signal -> signal.getLong("messageId") == messageId)
                .map(signal -> signal.getString("id"))
                .findFirst()
                .orElseThrow();
        return rig.server.get("/signals/" + id).bodyAsJsonObject();
    }

    private void forward(long messageId, Forward from) {
        rig.server.witness(
                ECHO,
                new Post(ECHO.id(), messageId, Samples.NOON, null, "SOL long", null, Origin.WITNESSED, from),
                Samples.trade("SOL", Side.LONG, 0.9));
    }

    private JsonObject forwarded(long messageId, Forward from) {
        forward(messageId, from);
        return detail(messageId).getJsonObject("forwardedFrom");
    }

    @Test
    void a_call_that_a_channel_forwards_leads_to_the_call_it_is_from() {
        rig.read();
        Wait.on(rig.server.vertx.deployVerticle(new ParserVerticle(
                rig.server.pool, rig.server.bus, new SignalParser()::parse, 0, new SimpleMeterRegistry())));
        JsonObject original = BotPosts.post(5, CALL);
        JsonObject message = original.getJsonObject("channel_post");
        JsonObject echo = new JsonObject()
                .put("id", -1_000_000_000_000L - ECHO.id())
                .put("title", ECHO.title())
                .put("username", ECHO.username())
                .put("type", "channel");
        rig.fake.push(original);
        rig.fake.push(new JsonObject()
                .put(
                        "channel_post",
                        message.copy()
                                .put("message_id", 70)
                                .put("chat", echo)
                                .put("sender_chat", echo)
                                .put(
                                        "forward_origin",
                                        new JsonObject()
                                                .put("type", "channel")
                                                .put("chat", message.getJsonObject("chat"))
                                                .put("message_id", 5)
                                                .put("date", message.getLong("date")))));
        rig.awaitAllBrought();
        Room.eventually(rig.server.vertx, TelegramRig.SOON, () -> rig.count("SELECT count(*) FROM signal") == 2);

        JsonObject first = detail(5);
        assertThat(first.containsKey("forwardedFrom")).isTrue();
        assertThat(first.getJsonObject("forwardedFrom")).isNull();
        assertThat(detail(70).getJsonObject("forwardedFrom"))
                .isEqualTo(new JsonObject()
                        .put("name", "Harbor Light Signals")
                        .put("channelId", String.valueOf(BotPosts.CHANNEL))
                        .put("messageId", 5)
                        .put(
                                "at",
                                Instant.ofEpochSecond(message.getLong("date")).toString())
                        .put("url", "https://t.me/harborlight_signals/5")
                        .put("signal", first.getString("id")));
    }

    @Test
    void a_channel_that_only_its_name_or_only_its_id_tells_is_found_here() {
        rig.server.witness(
                Samples.HARBOR,
                new Post(Samples.HARBOR.id(), 3, Samples.NOON, null, "SOL long", null, Origin.WITNESSED),
                Samples.trade("SOL", Side.LONG, 0.9));
        String original = detail(3).getString("id");
        String username = Samples.HARBOR.username();

        JsonObject byName =
                forwarded(70, new Forward(null, username.toUpperCase(java.util.Locale.ROOT), 3L, "H", null));
        assertThat(byName.getString("channelId")).isEqualTo(String.valueOf(Samples.HARBOR.id()));
        assertThat(byName.getString("signal")).isEqualTo(original);
        JsonObject byId = forwarded(71, new Forward(Samples.HARBOR.id(), null, 3L, null, null));
        assertThat(byId.getString("name")).isEqualTo(Samples.HARBOR.title());
        assertThat(byId.getString("url")).isEqualTo("https://t.me/" + username + "/3");
        assertThat(byId.getString("signal")).isEqualTo(original);
        JsonObject another = forwarded(72, new Forward(Samples.HARBOR.id(), username, 4L, "H", null));
        assertThat(another.getString("signal")).isNull();

        assertThat(rig.server.delete("/signals/" + original).statusCode()).isEqualTo(204);
        assertThat(detail(70).getJsonObject("forwardedFrom").getString("signal"))
                .isNull();
    }

    @Test
    void a_channel_that_exists_only_here_has_no_number_at_telegram() {
        ChannelInfo local = new ChannelInfo(-77, "local_notes", "Local notes", false);
        rig.server.witness(
                local,
                new Post(local.id(), 3, Samples.NOON, null, "SOL long", null, Origin.MANUAL),
                Samples.trade("SOL", Side.LONG, 0.9));

        JsonObject told = forwarded(70, new Forward(null, "local_notes", 3L, "L", null));
        assertThat(told.getString("channelId")).isNull();
        assertThat(told.getString("signal")).isEqualTo(detail(3).getString("id"));
    }

    @Test
    void what_only_a_later_version_tells_does_not_mark_the_call_of_the_first() {
        ParsedSignal call = Samples.trade("SOL", Side.LONG, 0.9);
        rig.server.witness(ECHO, new Post(ECHO.id(), 70, Samples.NOON, null, "SOL long", null, Origin.WITNESSED), call);
        rig.server.witness(
                ECHO,
                new Post(
                        ECHO.id(),
                        70,
                        Samples.NOON,
                        Samples.NOON.plusSeconds(60),
                        "SOL short",
                        null,
                        Origin.WITNESSED,
                        new Forward(null, null, null, "Other", null)),
                call);
        assertThat(rig.count("SELECT count(*) FROM message_forward")).isEqualTo(1);
        assertThat(detail(70).getJsonObject("forwardedFrom")).isNull();
    }

    @Test
    void what_is_not_told_is_null() {
        JsonObject nothing = new JsonObject()
                .put("name", null)
                .put("channelId", null)
                .put("messageId", null)
                .put("at", null)
                .put("url", null)
                .put("signal", null);
        assertThat(forwarded(70, new Forward(null, null, null, null, null))).isEqualTo(nothing);
        assertThat(forwarded(71, new Forward(null, null, null, "Ada", null)))
                .isEqualTo(nothing.copy().put("name", "Ada"));
        assertThat(forwarded(72, new Forward(null, "stranger_calls", 9L, "S", null)))
                .isEqualTo(nothing.copy()
                        .put("name", "S")
                        .put("messageId", 9)
                        .put("url", "https://t.me/stranger_calls/9"));
    }
}
