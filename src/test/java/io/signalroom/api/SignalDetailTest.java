package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalDetailTest {
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

    private Post version(long id, String text, Instant editedAt, Long replyTo) {
        return new Post(Samples.HARBOR.id(), id, AT, editedAt, text, replyTo, Origin.WITNESSED);
    }

    private String idOf(long messageId) {
        return server.get("/signals?limit=200").bodyAsJsonObject().getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .filter(s -> s.getLong("messageId") == messageId)
                .map(s -> s.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_first_text_stays_and_the_edit_stands_beside_it() {
        server.witness(
                Samples.HARBOR, version(1, "SOL long\nTP 191.5 🚀", null, null), Samples.trade("SOL", Side.LONG, 0.9));
        server.witness(Samples.HARBOR, version(1, "SOL long\nTP 250", AT.plusSeconds(60), null));
        JsonObject detail = server.get("/signals/" + idOf(1)).bodyAsJsonObject();
        assertThat(detail.getString("text")).isEqualTo("SOL long\nTP 191.5 🚀");
        assertThat(detail.getString("editedAt")).isEqualTo("2026-03-01T12:01:00Z");
        JsonObject edit = detail.getJsonArray("revisions").getJsonObject(1);
        assertThat(edit.getJsonArray("changes").encode())
                .isEqualTo("[{\"kind\":\"same\",\"text\":\"SOL long\\nTP \"},{\"kind\":\"gone\",\"text\":\"191.5 🚀\"},"
                        + "{\"kind\":\"new\",\"text\":\"250\"}]");
        int first = detail.getJsonArray("revisions")
                .getJsonObject(0)
                .getJsonObject("witness")
                .getInteger("link");
        assertThat(edit.getJsonObject("witness").getInteger("link")).isEqualTo(first + 1);
        assertThat(detail.getJsonArray("revisions").stream()
                        .map(r -> ((JsonObject) r).getString("text"))
                        .toList())
                .isEqualTo(List.of("SOL long\nTP 191.5 🚀", "SOL long\nTP 250"));
        JsonObject span = detail.getJsonArray("spans").getJsonObject(0);
        assertThat(detail.getString("text").substring(span.getInteger("start"), span.getInteger("end")))
                .isEqualTo("SOL");
    }

    @Test
    void the_text_is_the_version_that_held_the_signal() {
        server.witness(Samples.HARBOR, version(7, "wait for it", null, null));
        server.witness(
                Samples.HARBOR,
                version(7, "ETH short now", AT.plusSeconds(9), null),
                Samples.trade("ETH", Side.SHORT, 0.9));
        assertThat(server.get("/signals/" + idOf(7)).bodyAsJsonObject().getString("text"))
                .isEqualTo("ETH short now");
    }

    @Test
    void updates_that_answer_the_post_are_shown_with_it_oldest_first() {
        server.witness(Samples.HARBOR, version(2, "BTC long", null, null), Samples.trade("BTC", Side.LONG, 0.9));
        for (long id = 3; id <= 4; id++) {
            Post update = new Post(
                    Samples.HARBOR.id(), id, AT.plusSeconds(60 * id), null, "target " + id, 2L, Origin.WITNESSED);
            server.witness(Samples.HARBOR, update, Samples.update("BTC"));
        }
        JsonObject detail = server.get("/signals/" + idOf(2)).bodyAsJsonObject();
        assertThat(detail.getJsonArray("updates").stream()
                        .map(u -> ((JsonObject) u).getInteger("messageId"))
                        .toList())
                .containsExactly(3, 4);
    }

    @Test
    void an_id_is_read_in_any_case() {
        server.witness(Samples.HARBOR, version(5, "XRP buy", null, null), Samples.trade("XRP", Side.BUY, 0.9));
        String id = idOf(5);
        String lower = "sig_" + id.substring(4).toLowerCase(java.util.Locale.ROOT);
        assertThat(server.get("/signals/" + lower).bodyAsJsonObject().getString("id"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sig_01KJMMA2G0RADVVNV44EYTBRC3",
                "sig_ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "sig_7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "sig_00000000000000000000000000",
                "1",
                "3.14",
                "-1",
                "null",
                "%22",
                "a%2Fb",
                "a%2Bb",
                "%25",
                "a+b",
                "%E2%80%AE",
                "sig_",
                "..%2f..%2fetc",
                "%7B%7D",
                "%00x"
            })
    void an_unknown_id_is_not_found_whatever_it_looks_like(String id) {
        int expected = id.startsWith("%00") ? 400 : 404;
        assertThat(server.get("/signals/" + id).statusCode()).isEqualTo(expected);
    }

    @Test
    void a_withdrawn_signal_is_gone_from_every_list_and_cannot_be_withdrawn_twice() {
        server.witness(Samples.HARBOR, version(9, "ADA buy", null, null), Samples.trade("ADA", Side.BUY, 0.9));
        String id = idOf(9);
        assertThat(server.delete("/signals/" + id).statusCode()).isEqualTo(204);
        assertThat(server.get("/signals/" + id).statusCode()).isEqualTo(404);
        assertThat(server.get("/signals?token=ADA").bodyAsJsonObject().getJsonArray("data"))
                .isEmpty();
        assertThat(server.delete("/signals/" + id).statusCode()).isEqualTo(404);
        assertThat(server.delete("/signals/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void of_a_post_edited_without_end_the_first_version_the_one_that_was_read_and_the_newest_thousand_are_shown() {
        server.witness(Samples.HARBOR, version(90, "SOL long", null, null), Samples.trade("SOL", Side.LONG, 0.9));
        Wait.on(server.pool.query("""
                        INSERT INTO message (channel_id, message_id, revision, posted_at, edited_at, first_seen_at, origin, text,
                            chain_no, chain_hash)
                        SELECT channel_id, message_id, n, posted_at, posted_at, first_seen_at, origin, 'version ' || n, n, chain_hash
                        FROM message, generate_series(2, 1500) n WHERE message_id = 90;
                        UPDATE signal SET revision = 7 WHERE message_id = 90""").execute());
        JsonObject detail = server.get("/signals/" + idOf(90)).bodyAsJsonObject();
        List<Integer> shown = detail.getJsonArray("revisions").stream()
                .map(r -> ((JsonObject) r).getInteger("revision"))
                .toList();
        assertThat(shown).hasSize(1002).startsWith(1, 7, 501).endsWith(1500).isSorted();
        assertThat(detail.getString("text")).isEqualTo("version 7");
    }

    @Test
    void of_judgements_without_end_the_machines_and_the_newest_thousand_are_shown() {
        server.witness(Samples.HARBOR, version(91, "SOL long", null, null), Samples.trade("SOL", Side.LONG, 0.9));
        Wait.on(server.pool.query("""
                        INSERT INTO signal_judgement (signal_id, posted_at, subject, at, verdict, kind, fields, confidence, note)
                        SELECT id, posted_at, CASE WHEN n > 0 THEN 'ada' END, posted_at,
                            CASE WHEN n > 0 THEN 'confirm' ELSE 'read' END, kind, '{}', 1, n::text
                        FROM signal, generate_series(0, 1200) g (n) WHERE message_id = 91 ORDER BY g.n;
                        UPDATE signal SET judged_at = now() WHERE message_id = 91""").execute());
        JsonArray shown = server.get("/signals/" + idOf(91)).bodyAsJsonObject().getJsonArray("judgements");
        assertThat(shown).hasSize(1001);
        assertThat(shown.getJsonObject(0).getString("by")).isEqualTo("machine");
        assertThat(shown.getJsonObject(1).getString("note")).isEqualTo("201");
        assertThat(shown.getJsonObject(1000).getString("note")).isEqualTo("1200");
    }
}
