package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.api.card.Card;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalId;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.Tuple;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The picture of a signal, and the same call elsewhere, over HTTP and with a real database. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalImageTest {
    private static final Instant AT = Samples.NOON;
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String idOf(String symbol, long channel, long message) {
        return server.get("/signals?limit=200&token=" + symbol).bodyAsJsonObject().getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .filter(s -> s.getLong("messageId") == message
                        && s.getJsonObject("channel").getString("id").equals(String.valueOf(channel)))
                .map(s -> s.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    private void call(ChannelInfo channel, long message, Instant at, String symbol, Side side) {
        server.witness(channel, Samples.post(channel, message, at, symbol), Samples.trade(symbol, side, 0.9));
    }

    private List<String> elsewhere(String id) {
        return server.get("/signals/" + id + "/elsewhere").bodyAsJsonObject().getJsonArray("data").stream()
                .map(s -> ((JsonObject) s).getString("id"))
                .toList();
    }

    @Test
    void a_picture_of_1200_by_630_is_drawn_once_and_told_by_its_tag() throws IOException {
        call(Samples.HARBOR, 1, AT, "SOL", Side.LONG);
        String path = "/signals/" + idOf("SOL", Samples.HARBOR.id(), 1) + "/image";
        HttpResponse<Buffer> answer = server.get(path);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("image/png");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("max-age=300");
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(answer.body().getBytes()));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(List.of(1200, 630));

        String tag = answer.getHeader("ETag");
        HttpResponse<Buffer> again = server.get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.getHeader("ETag")).isEqualTo(tag);
        HttpResponse<Buffer> head = server.send(HttpMethod.HEAD, path, r -> r, null);
        assertThat(head.getHeader("ETag")).isEqualTo(tag);
        assertThat(head.body()).isNull();
        assertThat(server.get("/signals/sig_00000000000000000000000000/image").statusCode())
                .isEqualTo(404);
    }

    @Test
    void more_pictures_at_once_than_may_wait_are_refused_and_counted_and_the_same_is_drawn_once() {
        Pictures pictures = new Pictures(server.vertx, server.meters);
        Promise<List<Future<Buffer>>> asked = Promise.promise();
        server.vertx.runOnContext(x -> asked.complete(IntStream.range(0, 21)
                .mapToObj(i -> pictures.of(card("Q" + Math.max(1, i))))
                .toList()));
        List<Future<Buffer>> all = Wait.on(asked.future());
        Wait.on(Future.join(all).otherwiseEmpty());

        assertThat(all.get(0)).isSameAs(all.get(1));
        assertThat(all.stream().filter(Future::succeeded)).hasSize(9);
        assertThat(all.get(20).cause()).hasMessageStartingWith("Too many pictures are being drawn.");
        assertThat(server.meters.counter("signalroom.pictures.refused").count()).isEqualTo(12);
    }

    private static Card card(String symbol) {
        return Card.of(new JsonObject()
                .put("kind", "listing")
                .put("symbol", symbol)
                .put("origin", "demo")
                .put("channel", new JsonObject().put("title", "Desk"))
                .put("postedAt", "2026-03-01T09:00:00Z"));
    }

    @Test
    void the_same_call_of_another_channel_within_a_day_is_elsewhere_and_nothing_else_is() {
        call(Samples.HARBOR, 2, AT, "TIA", Side.LONG);
        call(Samples.HARBOR, 3, AT.plusSeconds(60), "TIA", Side.LONG);
        call(Samples.DESK, 2, AT.minusSeconds(600), "TIA", Side.BUY);
        call(Samples.DESK, 3, AT.plusSeconds(86_400), "TIA", Side.LONG);
        call(Samples.DESK, 4, AT.plusSeconds(86_401), "TIA", Side.LONG);
        call(Samples.DESK, 5, AT.plusSeconds(5), "TIA", Side.SHORT);
        call(Samples.DESK, 6, AT.plusSeconds(5), "SEI", Side.LONG);
        long desk = Samples.DESK.id();
        String own = idOf("TIA", Samples.HARBOR.id(), 2);

        assertThat(elsewhere(own)).isEqualTo(List.of(idOf("TIA", desk, 2), idOf("TIA", desk, 3)));
        assertThat(elsewhere(idOf("SEI", desk, 6))).isEmpty();
    }

    @Test
    void who_repeats_whom_is_told_of_both() {
        call(Samples.HARBOR, 7, AT, "ARB", Side.LONG);
        call(Samples.DESK, 7, AT.plusSeconds(90), "ARB", Side.LONG);
        String first = idOf("ARB", Samples.HARBOR.id(), 7);
        String copy = idOf("ARB", Samples.DESK.id(), 7);
        Wait.on(server.pool
                .preparedQuery("""
                        INSERT INTO signal_copy (signal_id, posted_at, channel_id, origin, first_id, first_at,
                                                 first_channel_id, lag_seconds, likeness)
                        VALUES ($1, now(), 2, 'witnessed', $2, now(), 1, 90, 0.94)""")
                .execute(Tuple.of(
                        SignalId.parse(copy).value(), SignalId.parse(first).value())));
        JsonObject copyOf = new JsonObject().put("id", first).put("likeness", 0.94);

        JsonObject seenByFirst = server.get("/signals/" + first + "/elsewhere").bodyAsJsonObject();
        assertThat(seenByFirst.getJsonObject("copyOf")).isNull();
        assertThat(seenByFirst.getJsonArray("data").getJsonObject(0).getJsonObject("copyOf"))
                .isEqualTo(copyOf);
        assertThat(server.get("/signals/" + copy + "/elsewhere")
                        .bodyAsJsonObject()
                        .getJsonObject("copyOf"))
                .isEqualTo(copyOf);
    }

    @Test
    void twenty_are_listed_at_most_the_nearest_ones_and_the_earliest_first() {
        call(Samples.HARBOR, 8, AT, "WIF", Side.LONG);
        for (int i = 1; i <= 15; i++) {
            call(Samples.DESK, 200 + i, AT.minusSeconds(i), "WIF", Side.LONG);
            call(Samples.DESK, 300 + i, AT.plusSeconds(i), "WIF", Side.LONG);
        }
        List<String> found = elsewhere(idOf("WIF", Samples.HARBOR.id(), 8));
        assertThat(found).hasSize(20).isSorted();
        assertThat(found.get(0)).isEqualTo(idOf("WIF", Samples.DESK.id(), 210));
        assertThat(found.get(19)).isEqualTo(idOf("WIF", Samples.DESK.id(), 310));
    }
}
