package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.problem.Fault;
import io.signalroom.signal.Post;
import io.signalroom.signal.Side;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The one search box. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
        server.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 1, Samples.NOON, "LONG SOL breakout at 10:30"),
                Samples.trade("SOL", Side.LONG, 0.9));
        server.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 2, Samples.NOON.plusSeconds(86_400), "SHORT SOL leverage"),
                Samples.trade("SOL", Side.SHORT, 0.6));
        server.witness(
                Samples.HARBOR,
                Samples.post(Samples.HARBOR, 3, Samples.NOON.plusSeconds(172_800), "LONG BTC breakout leverage"),
                Samples.trade("BTC", Side.LONG, 0.8));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Map<String, String> parsed(String text) {
        List<Fault> faults = new ArrayList<>();
        Map<String, String> parameters = Search.parameters(text, faults);
        assertThat(faults).as(text).isEmpty();
        return parameters;
    }

    private static String fault(String text) {
        List<Fault> faults = new ArrayList<>();
        Search.parameters(text, faults);
        assertThat(faults).as(text).hasSize(1);
        assertThat(faults.get(0).pointer()).isEqualTo("/query/q");
        return faults.get(0).detail();
    }

    private HttpResponse<Buffer> search(String text, String more) {
        return search(server, text, more);
    }

    private static HttpResponse<Buffer> search(ApiServer in, String text, String more) {
        return in.get("/signals?sort=postedAt&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + more);
    }

    private List<Integer> found(String text) {
        return found(server, text);
    }

    private static List<Integer> found(ApiServer in, String text) {
        HttpResponse<Buffer> response = search(in, text, "");
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
        return response.bodyAsJsonObject().getJsonArray("data").stream()
                .map(signal -> ((JsonObject) signal).getInteger("messageId"))
                .toList();
    }

    @Test
    void filters_become_parameters_and_words_stay() {
        assertThat(parsed("token:SOL side:long conf:>70 after:2026-01-01 text"))
                .isEqualTo(Map.of(
                        "token", "SOL", "side", "long", "minConfidence", "0.7", "from", "2026-01-01", "q", "text"));
        assertThat(parsed("Before:-24h KIND:token_launch,listing"))
                .isEqualTo(Map.of("to", "-24h", "kind", "token_launch,listing"));
        assertThat(parsed("channel:\"@harborlight_signals\" origin:demo outcome:stopped state:review"))
                .isEqualTo(Map.of(
                        "channel", "harborlight_signals", "origin", "demo", "outcome", "stopped", "state", "review"));
        assertThat(parsed("  breakout   -leverage \"take profit: now\" 10:30 :) a: "))
                .isEqualTo(Map.of("q", "breakout -leverage \"take profit: now\" 10:30 :) a:"));
        assertThat(parsed(" ")).isEmpty();
    }

    @Test
    void bounds_are_said_in_several_ways() {
        for (String seventy : List.of("conf:>70", "conf:>=70", "conf:70", "conf:70%", "conf:>0.7", "conf:0.70")) {
            assertThat(new java.math.BigDecimal(parsed(seventy).get("minConfidence")))
                    .as(seventy)
                    .isEqualByComparingTo("0.7");
        }
        assertThat(parsed("conf:1%")).isEqualTo(Map.of("minConfidence", "0.01"));
        assertThat(parsed("r:>1.5")).isEqualTo(Map.of("minR", "1.5"));
        assertThat(parsed("r:<=-0.5")).isEqualTo(Map.of("maxR", "-0.5"));
        assertThat(parsed("r:-1..2")).isEqualTo(Map.of("minR", "-1", "maxR", "2"));
        assertThat(parsed("r:>0 r:<2")).isEqualTo(Map.of("minR", "0", "maxR", "2"));
    }

    @Test
    void outcomes_have_the_short_words_of_posts() {
        assertThat(parsed("outcome:tp")).isEqualTo(Map.of("outcome", "all_targets"));
        assertThat(parsed("outcome:SL,open")).isEqualTo(Map.of("outcome", "stopped,open"));
        assertThat(parsed("kind:tp token:sl")).isEqualTo(Map.of("kind", "tp", "token", "sl"));
        assertThat(found("outcome:tp,sl")).isEmpty();
        assertThat(search("outcome:tp,", "").statusCode()).isEqualTo(400);
    }

    @Test
    void what_cannot_be_meant_is_said_with_what_may_be() {
        assertThat(fault("tokn:SOL")).contains("tokn:").contains("Did you mean token?");
        assertThat(fault("https://example.org")).contains("in quotes");
        assertThat(fault("-token:SOL")).contains("minus");
        assertThat(fault("conf:high")).contains("conf:>70");
        assertThat(fault("r:2")).contains("r:>1");
        assertThat(fault("token:SOL token:BTC")).contains("twice");
        assertThat(fault("r:>1 r:>2")).contains("twice");
    }

    @Test
    void the_list_shows_what_the_search_says() {
        assertThat(found("token:sol")).containsExactly(1, 2);
        assertThat(found("token:SOL,BTC side:long")).containsExactly(1, 3);
        assertThat(found("conf:>70 breakout")).containsExactly(1, 3);
        assertThat(found("breakout -leverage")).containsExactly(1);
        assertThat(found("\"10:30\"")).containsExactly(1);
        assertThat(found("after:2026-03-02 before:2026-03-03")).containsExactly(2);
        assertThat(found("channel:@harborlight_signals side:short")).containsExactly(2);
    }

    @Test
    void how_many_there_are_is_told_to_who_asks() {
        assertThat(search("token:SOL", "")
                        .bodyAsJsonObject()
                        .getJsonObject("page")
                        .containsKey("total"))
                .isFalse();
        JsonObject total = search("token:SOL", "&limit=1&include=total")
                .bodyAsJsonObject()
                .getJsonObject("page")
                .getJsonObject("total");
        assertThat(total).isEqualTo(new JsonObject().put("count", 2).put("exact", true));
        assertThat(search("channel:nobody", "&include=total")
                        .bodyAsJsonObject()
                        .getJsonObject("page")
                        .getJsonObject("total")
                        .getInteger("count"))
                .isZero();
        assertThat(search("r:>0", "&include=total").statusCode()).isEqualTo(200);
        assertThat(search("token:SOL", "&include=sum").statusCode()).isEqualTo(400);
    }

    @Test
    void values_are_checked_like_those_of_parameters() {
        JsonObject wrong = search("side:up conf:>200 after:soon", "").bodyAsJsonObject();
        assertThat(wrong.getInteger("status")).isEqualTo(400);
        assertThat(wrong.getJsonArray("errors").encode())
                .contains("/query/side")
                .contains("/query/minConfidence");
        assertThat(search("after:soon", "").bodyAsJsonObject().encode()).contains("/query/from");
        assertThat(search("token:SOL", "&token=BTC").bodyAsJsonObject().encode())
                .contains("/query/token")
                .contains("not both");
    }

    @Test
    void pages_of_a_search_follow_it() {
        JsonObject first = search("token:SOL", "&limit=1").bodyAsJsonObject();
        String next = first.getJsonObject("page").getString("next");
        JsonObject second = search("token:SOL", "&limit=1&cursor=" + next).bodyAsJsonObject();
        assertThat(second.getJsonArray("data").getJsonObject(0).getInteger("messageId"))
                .isEqualTo(2);
        String link = search("token:SOL", "&limit=1").getHeader("Link");
        String path = link.substring(link.indexOf("/signals"), link.indexOf('>'));
        assertThat(server.get(path).bodyAsJsonObject().getJsonArray("data")).isEqualTo(second.getJsonArray("data"));
    }

    @Test
    void what_became_of_a_post_is_a_filter() {
        assertThat(parsed("is:edited,deleted SOL")).isEqualTo(Map.of("is", "edited,deleted", "q", "SOL"));
        assertThat(found("is:edited,deleted")).isEmpty();
        assertThat(search("is:gone", "").statusCode()).isEqualTo(400);
        try (ApiServer own = ApiServer.start()) {
            for (int id = 1; id <= 3; id++) {
                own.witness(
                        Samples.HARBOR,
                        Samples.post(Samples.HARBOR, id, Samples.NOON.plusSeconds(id), "SOL"),
                        Samples.trade("SOL", Side.LONG, 0.9));
            }
            Post second = Samples.post(Samples.HARBOR, 2, Samples.NOON.plusSeconds(2), "SOL");
            own.witness(Samples.HARBOR, Room.edited(second, 60, "SOL now"), Samples.trade("SOL", Side.LONG, 0.9));
            own.gone(Samples.HARBOR, 3, Samples.NOON.plusSeconds(90));

            assertThat(found(own, "is:edited")).containsExactly(2);
            assertThat(found(own, "is:deleted")).containsExactly(3);
            assertThat(found(own, "is:edited,deleted")).containsExactly(2, 3);
            assertThat(found(own, "token:SOL")).containsExactly(1, 2, 3);
        }
    }
}
