package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListSignalsTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        post(1, 0, "SOL long, breakout", Side.LONG, "SOL", 0.93);
        post(2, 1, "BTC short, 100% sure + 3.14", Side.SHORT, "BTC", 0.6);
        post(3, 2, "buy ETH at -1", Side.BUY, "ETH", 0.8);
        server.witness(
                Samples.DESK,
                Samples.post(Samples.DESK, 4, Samples.NOON.plusSeconds(180), "SOL target one"),
                Samples.update("SOL"));
        Instant recent = Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        server.witness(
                Samples.DESK, Samples.post(Samples.DESK, 5, recent, "sell 币安"), Samples.trade("币安", Side.SELL, 0.5));
    }

    private void post(long id, long minute, String text, Side side, String symbol, double confidence) {
        server.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, id, Samples.NOON.plusSeconds(60 * minute), text),
                Samples.trade(symbol, side, confidence));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private List<Integer> ids(String query) {
        return ids(server.get("/signals" + query));
    }

    private static List<Integer> ids(HttpResponse<Buffer> response) {
        assertThat(response.statusCode()).as("%s", response.bodyAsString()).isEqualTo(200);
        return response.bodyAsJsonObject().getJsonArray("data").stream()
                .map(s -> ((JsonObject) s).getInteger("messageId"))
                .toList();
    }

    @Test
    void the_newest_come_first_and_the_position_is_told() {
        HttpResponse<Buffer> response = server.get("/signals");
        assertThat(ids(response)).containsExactly(5, 4, 3, 2, 1);
        assertThat(response.bodyAsJsonObject().getJsonObject("asOf").getLong("seq"))
                .isEqualTo(5);
        assertThat(response.bodyAsJsonObject().getJsonObject("page"))
                .isEqualTo(new JsonObject("{\"next\":null,\"prev\":null,\"hasMore\":false}"));
        assertThat(response.getHeader("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(response.getHeader("Link")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?token=SOL; 4,1",
                "?token=sol,btc; 4,2,1",
                "?token=%E5%B8%81%E5%AE%89; 5",
                "?side=long; 3,1",
                "?side=BULLISH; 3,1",
                "?side=sell,long; 5,3,2,1",
                "?kind=signal_update; 4",
                "?kind=TRADE_SIGNAL,signal_update; 5,4,3,2,1",
                "?channel=harborlight_signals; 3,2,1",
                "?channel=@HarborLight_Signals; 3,2,1",
                "?channel=1987654321; 3,2,1",
                "?channel=1000000002,harborlight_signals; 5,4,3,2,1",
                "?origin=witnessed; 5,4,3,2,1",
                "?minConfidence=0.8; 4,3,1",
                "?minConfidence=1; ''",
                "?from=2026-03-01T12:01:00Z&to=2026-03-01T12:03:00Z; 3,2",
                "?from=2026-03-01T14:01:00%2B02:00&to=2026-03-01T12:03:00Z; 3,2",
                "?from=2026-03-01T14:01:00+02:00&to=2026-03-01T12:03:00Z; 3,2",
                "?from=-30m; 5",
                "?from=-24h&to=-5m; 5",
                "?from=-1d&to=-15m; ''",
                "?q=breakout; 1",
                "?q=SOL+-target; 1",
                "?q=%22target+one%22; 4",
                "?q=sure+OR+breakout; 2,1",
                "?token=SOL&side=long; 1",
                "?sort=postedAt; 1,2,3,4,5",
                "?limit=2; 5,4"
            })
    void filters_narrow_the_list(String query, String expected) {
        List<Integer> wanted = expected.isEmpty()
                ? List.of()
                : List.of(expected.split(",")).stream().map(Integer::valueOf).toList();
        assertThat(ids(query)).isEqualTo(wanted);
    }

    @Test
    void a_plus_is_a_space_and_an_encoded_plus_is_a_plus() {
        assertThat(ids("?q=%22BTC+short%22")).containsExactly(2);
        assertThat(ids("?q=BTC%20short")).containsExactly(2);
        HttpResponse<Buffer> response = server.get("/signals?limit=1&q=a%2Bb%25");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void the_links_keep_the_filters() {
        HttpResponse<Buffer> first =
                server.get("/signals?limit=2&side=long,sell,short&q=a%26b+OR+SOL+OR+sure+OR+buy+OR+sell");
        assertThat(ids(first)).containsExactly(5, 3);
        String next = first.getHeader("Link").replaceAll("^<(/api/v1)(.*)>; rel=\"next\"$", "$2");
        HttpResponse<Buffer> second = server.get(next);
        assertThat(ids(second)).containsExactly(2, 1);
        assertThat(second.getHeader("Link")).matches("<[^>]+>; rel=\"prev\"");
        String prev = second.getHeader("Link").replaceAll("^<(/api/v1)(.*)>; rel=\"prev\"$", "$2");
        assertThat(ids(server.get(prev))).containsExactly(5, 3);
    }

    @Test
    void an_answer_that_is_known_is_not_sent_again() {
        HttpResponse<Buffer> first = server.get("/signals?limit=1");
        String tag = first.getHeader("ETag");
        for (String known : List.of(tag, tag.substring(2), "\"other\", " + tag, "*")) {
            HttpResponse<Buffer> again = server.get("/signals?limit=1", "If-None-Match", known);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.getHeader("ETag")).isEqualTo(tag);
            assertThat(again.body()).isNull();
        }
        assertThat(server.get("/signals?limit=1", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/signals?limit=2").getHeader("ETag")).isNotEqualTo(tag);
    }

    @Test
    void all_stated_values_are_there_and_no_others() {
        JsonObject signal = server.get("/signals?token=SOL&kind=trade_signal")
                .bodyAsJsonObject()
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(signal.getString("kind")).isEqualTo(PostKind.TRADE_SIGNAL.wire());
        assertThat(signal.getJsonArray("entries").getList()).containsExactly("182.0", "184.5");
        assertThat(signal.getValue("leverage")).isEqualTo(5);
        assertThat(signal.getJsonObject("channel")).isEqualTo(new JsonObject("""
                        {"id":"1987654321","username":"harborlight_signals","title":"Harbor Light Signals"}"""));
        assertThat(signal.fieldNames()).doesNotContain("timeframe", "editedAt", "deletedAt", "replyTo", "event");
    }
}
