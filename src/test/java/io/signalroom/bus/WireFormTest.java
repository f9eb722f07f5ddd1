package io.signalroom.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.bus.message.AnswersOvertaken;
import io.signalroom.bus.message.CachedAnswer;
import io.signalroom.bus.message.CachedQuery;
import io.signalroom.bus.message.CandlesAsked;
import io.signalroom.bus.message.CandlesFound;
import io.signalroom.bus.message.CandlesStored;
import io.signalroom.bus.message.ImportsChanged;
import io.signalroom.bus.message.ParseText;
import io.signalroom.bus.message.Parsed;
import io.signalroom.bus.message.PostsStored;
import io.signalroom.bus.message.PreviewAsked;
import io.signalroom.bus.message.PreviewFound;
import io.signalroom.bus.message.ReadyAnswer;
import io.signalroom.bus.message.ReadyBytes;
import io.signalroom.bus.message.RollupsAdvanced;
import io.signalroom.bus.message.SignalsStored;
import io.signalroom.bus.message.StatusPart;
import io.signalroom.bus.message.UpdateBrought;
import io.signalroom.bus.message.UpdateStored;
import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalFields;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The JSON of every record on the bus: other nodes and other languages rely on it. A change here is a v2. */
class WireFormTest {
    @Test
    void hints_are_small_objects() {
        assertThat(new PostsStored(3).toJson().encode()).isEqualTo("{\"count\":3}");
        assertThat(new SignalsStored(9).toJson().encode()).isEqualTo("{\"seq\":9}");
        assertThat(new ImportsChanged().toJson().encode()).isEqualTo("{}");
        assertThat(new RollupsAdvanced("b3f1", 9).toJson().encode()).isEqualTo("{\"epoch\":\"b3f1\",\"revision\":9}");
        assertThat(new ParseText("a", Optional.empty()).toJson().encode()).isEqualTo("{\"text\":\"a\"}");
        ParseText answer = new ParseText("a", Optional.of("b"));
        assertThat(answer.toJson().encode()).isEqualTo("{\"text\":\"a\",\"parent\":\"b\"}");
        assertThat(ParseText.fromJson(answer.toJson())).isEqualTo(answer);
        assertThat(ParseText.fromJson(new JsonObject().put("text", "a")))
                .isEqualTo(new ParseText("a", Optional.empty()));
        assertThat(new StatusPart("demo", new JsonObject().put("state", "ready"))
                        .toJson()
                        .encode())
                .isEqualTo("{\"part\":\"demo\",\"state\":{\"state\":\"ready\"}}");
    }

    @Test
    void previews_are_asked_for_and_answered() {
        PreviewAsked asked = new PreviewAsked("harbor");
        assertThat(asked.toJson().encode()).isEqualTo("{\"username\":\"harbor\"}");
        assertThat(PreviewAsked.fromJson(asked.toJson())).isEqualTo(asked);
        JsonObject body = new JsonObject("""
                {"channel":{"telegramId":"7","username":"harbor","title":"Harbor","subscribers":"27.4K"},"posts":[{"messageId":4,
                 "postedAt":"2026-03-01T11:00:00Z","edited":true,"forwardedFrom":null,"text":"TP1","replyTo":"LONG SOL"}]}""");
        assertThat(new PreviewFound(body).toJson()).isEqualTo(body);
        assertThat(PreviewFound.fromJson(body).toJson()).isEqualTo(body);
    }

    @Test
    void updates_are_handed_over_as_they_came() {
        UpdateBrought brought = new UpdateBrought(new JsonObject().put("update_id", 7));
        assertThat(brought.toJson().encode()).isEqualTo("{\"update\":{\"update_id\":7}}");
        assertThat(UpdateBrought.fromJson(brought.toJson())).isEqualTo(brought);
        assertThat(new UpdateStored().toJson().encode()).isEqualTo("{}");
    }

    @Test
    void candles_are_asked_for_and_answered() {
        assertThat(new CandlesStored("binance").toJson().encode()).isEqualTo("{\"feed\":\"binance\"}");
        assertThat(CandlesStored.fromJson(new JsonObject().put("feed", "file"))).isEqualTo(new CandlesStored("file"));
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        CandlesAsked asked =
                new CandlesAsked("SOL", "USDT", Optional.of("mock"), 3_600, from, from.plusSeconds(7_200), 500);
        String json = "{\"base\":\"SOL\",\"quote\":\"USDT\",\"seconds\":3600,\"from\":\"2026-03-01T00:00:00Z\","
                + "\"to\":\"2026-03-01T02:00:00Z\",\"limit\":500,\"feed\":\"mock\"}";
        assertThat(asked.toJson().encode()).isEqualTo(json);
        assertThat(CandlesAsked.fromJson(new JsonObject(json))).isEqualTo(asked);
        JsonObject unnamed = new JsonObject(json);
        unnamed.remove("feed");
        assertThat(CandlesAsked.fromJson(unnamed).feed()).isEmpty();
        JsonObject body = new JsonObject("{\"market\":\"SOL/USDT\",\"listed\":null,\"data\":[{\"open\":\"1.50\"}]}");
        assertThat(CandlesFound.fromJson(new CandlesFound(body).toJson())).isEqualTo(new CandlesFound(body));
        assertThat(new CandlesFound(body).toJson().encode()).isEqualTo(body.encode());
    }

    @Test
    void names_that_a_reader_does_not_know_are_ignored() {
        JsonObject newer = new JsonObject().put("count", 3).put("seq", 4).put("later", "x");
        assertThat(PostsStored.fromJson(newer).count()).isEqualTo(3);
        assertThat(SignalsStored.fromJson(newer).seq()).isEqualTo(4);
    }

    @Test
    void an_answer_keeps_its_bytes_and_times() {
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        Buffer body = Buffer.buffer("{\"a\":\"ü\"}");
        CachedAnswer answer = new CachedAnswer(body, at, Duration.ofMinutes(5), 4);
        assertThat(answer.toJson().encode())
                .isEqualTo("{\"body\":\"{\\\"a\\\":\\\"ü\\\"}\",\"computedAt\":\"2026-03-01T00:00:00Z\","
                        + "\"lifetimeMillis\":300000,\"queries\":4}");
        assertThat(CachedAnswer.fromJson(new JsonObject(answer.toJson().encode())))
                .isEqualTo(answer);
        CachedQuery query = new CachedQuery("getHistorical", new JsonObject().put("from", "-24h"));
        assertThat(CachedQuery.fromJson(new JsonObject(query.toJson().encode())))
                .isEqualTo(query);
    }

    @Test
    void a_ready_answer_carries_its_text_and_is_compressed_anew() {
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        Buffer body = Buffer.buffer("{\"a\":\"" + "ü".repeat(2_000) + "\"}");
        ReadyAnswer answer = new ReadyAnswer(ReadyBytes.of(body), at, at.plusSeconds(1), ReadyAnswer.Standing.STALE, 4);
        JsonObject json = answer.toJson();
        assertThat(json.fieldNames()).containsExactly("body", "computedAt", "until", "standing", "queries");
        assertThat(json.getString("until")).isEqualTo("2026-03-01T00:00:01Z");
        assertThat(json.getString("standing")).isEqualTo("STALE");
        assertThat(ReadyAnswer.fromJson(new JsonObject(json.encode()))).isEqualTo(answer);
        assertThat(answer.bytes().gzip().length()).isBetween(20, 100);
        AnswersOvertaken overtaken = new AnswersOvertaken("b3f1", 9);
        assertThat(overtaken.toJson().encode()).isEqualTo("{\"epoch\":\"b3f1\",\"revision\":9}");
        assertThat(AnswersOvertaken.fromJson(overtaken.toJson())).isEqualTo(overtaken);
    }

    @Test
    void a_judgement_keeps_every_digit() {
        SignalFields fields = SignalFields.builder()
                .symbol("SOL")
                .side(Side.SHORT)
                .entries(List.of(new BigDecimal("0.00000010"), new BigDecimal("12345678901234567890.5")))
                .targetsPercent(List.of(new BigDecimal("2.5")))
                .leverage(BigDecimal.TEN)
                .build();
        Parsed parsed = Parsed.of(
                Judgement.of(
                        List.of(new ParsedSignal(
                                PostKind.TRADE_SIGNAL, fields, List.of(new FieldSpan("symbol", 0, 1, 4, 0.5)), 0.9)),
                        List.of("why")),
                0.95);
        assertThat(parsed.toJson().encode())
                .isEqualTo(
                        "{\"kind\":\"trade_signal\",\"confidence\":0.9,\"reasons\":[\"why\"],\"review\":true,\"signals\":[{"
                                + "\"kind\":\"trade_signal\",\"confidence\":0.9,\"fields\":{\"symbol\":\"SOL\",\"side\":\"SHORT\","
                                + "\"entries\":[\"0.00000010\",\"12345678901234567890.5\"],\"targetsPercent\":[2.5],\"leverage\":10},"
                                + "\"spans\":[{\"field\":\"symbol\",\"index\":0,\"start\":1,\"end\":4,\"confidence\":0.5}]}]}");
        assertThat(Parsed.fromJson(new JsonObject(parsed.toJson().encode()))).isEqualTo(parsed);
    }

    @Test
    void noise_has_no_signals() {
        Parsed noise = Parsed.of(Judgement.noise(0.1, List.of("no asset")), 0.5);
        assertThat(noise.review()).isFalse();
        assertThat(Parsed.fromJson(new JsonObject(noise.toJson().encode()))).isEqualTo(noise);
    }
}
