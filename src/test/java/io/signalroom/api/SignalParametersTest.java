package io.signalroom.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.testing.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the query of a list may be, and what it may not. */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalParametersTest {
    private ApiServer server;

    @BeforeAll
    void start() {
        server = ApiServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%25",
                "q=100%25",
                "q=a%2Bb",
                "q=3.14",
                "q=-1",
                "q=1e5",
                "q=true",
                "q=null",
                "q=%22x%22",
                "q=%7B%7D",
                "q=[1]",
                "q=a;b",
                "q=a%26b",
                "q='",
                "q=%27%20OR%201=1--",
                "q=%5C",
                "q=:*%20%26%20!",
                "q=%F0%9F%9A%80",
                "q=%3Cscript%3E",
                "q=%22",
                "q=%22%22%22",
                "q=-",
                "q=%E2%80%AE",
                "channel=123",
                "channel=1e5",
                "channel=true",
                "token=1",
                "token=1e5",
                "token=true",
                "token=null",
                "cursor=3.14",
                "cursor=%25"
            })
    void a_text_may_look_like_anything(String query) {
        int expected = query.startsWith("cursor") ? 400 : 200;
        assertThat(server.get("/signals?" + query).statusCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tokn=SOL; /query/tokn; Did you mean token?",
                "Limit=5; /query/Limit; Did you mean limit?",
                "min_confidence=1; /query/min_confidence; Did you mean minConfidence?",
                "xyzzy=1; /query/xyzzy; There is no parameter xyzzy.",
                "limit=1&limit=2; /query/limit; given twice",
                "limit=0; /query/limit; ''",
                "limit=201; /query/limit; ''",
                "limit=; /query/limit; ''",
                "limit=1e2; /query/limit; ''",
                "limit=5.0; /query/limit; ''",
                "limit=%D9%A3; /query/limit; ''",
                "limit=99999999999999999999; /query/limit; ''",
                "minConfidence=2; /query/minConfidence; ''",
                "minConfidence=-0.1; /query/minConfidence; ''",
                "minConfidence=NaN; /query/minConfidence; ''",
                "minConfidence=1e-1; /query/minConfidence; ''",
                "side=up; /query/side/0; ''",
                "side=long,up; /query/side/1; ''",
                "side=; /query/side/0; ''",
                "kind=noise; /query/kind/0; ''",
                "token=; /query/token/0; ''",
                "token=A,,B; /query/token/1; ''",
                "token=A,; /query/token/1; ''",
                "token=A%20B; /query/token/0; ''",
                "sort=confidence; /query/sort; ''",
                "sort=-R; /query/sort; ''",
                "outcome=won; /query/outcome/0; ''",
                "outcome=open,; /query/outcome/1; ''",
                "minR=; /query/minR; ''",
                "minR=much; /query/minR; ''",
                "maxR=1e9; /query/maxR; ''",
                "minr=1; /query/minr; Did you mean minR?",
                "minR=2&maxR=1; /query/minR; greater than maxR",
                "q=; /query/q; ''",
                "q=tokn:SOL; /query/q; Did you mean token?",
                "q=%00; /query/q; U+0000",
                "q=a%00b; /query/q; U+0000",
                "from=yesterday; /query/from; Takes a time such as",
                "from=2026-13-01; /query/from; Takes a time such as",
                "from=2026-02-30T00:00:00Z; /query/from; Takes a time such as",
                "from=%2B292278994-08-17T07:12:55Z; /query/from; Takes a time such as",
                "from=-9999999d; /query/from; Takes a time such as",
                "from=-999999d; /query/from; Takes a time such as",
                "to=-0x1h; /query/to; Takes a time such as",
                "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z; /query/from; earlier than to",
                "from=2026-03-01T00:00:00Z&to=2026-03-01; /query/from; earlier than to"
            })
    void a_wrong_parameter_is_pointed_at(String query, String pointer, String words) {
        HttpResponse<Buffer> response = server.get("/signals?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        JsonObject fault = response.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0);
        assertThat(fault.getString("pointer")).isEqualTo(pointer);
        assertThat(fault.getString("detail")).contains(words);
    }

    @Test
    void every_fault_is_told_at_once() {
        JsonObject problem =
                server.get("/signals?limit=0&tokn=A&minConfidence=7").bodyAsJsonObject();
        assertThat(problem.getJsonArray("errors").stream()
                        .map(e -> ((JsonObject) e).getString("pointer"))
                        .toList())
                .containsExactlyInAnyOrder("/query/limit", "/query/tokn", "/query/minConfidence");
        assertThat(problem.getString("code")).isEqualTo("invalid_request");
        assertThat(problem.getString("instance")).isEqualTo("/api/v1/signals");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "bnNpZ18",
                "cHNpZ18wMUtKTU1QQjQwRDgwU1BCTUpHRVhRRzMx",
                "====",
                "%F0%9F%9A%80",
                "../../etc",
                "nsig_01KJMMPB40D80SPBMJGEXQG31D",
                "eHNpZ18wMUtKTU1QQjQwRDgwU1BCTUpHRVhRRzMxRA"
            })
    void a_cursor_that_is_none_is_refused(String cursor) {
        assertThat(server.get("/signals?cursor=" + cursor).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "-r, n-r:1.5:sig_01KJMMPB40D80SPBMJGEXQG31D, 200",
        "-r, p-r:-1.0E-5:sig_01KJMMPB40D80SPBMJGEXQG31D, 200",
        "percent, npercent:0.0:sig_01KJMMPB40D80SPBMJGEXQG31D, 200",
        "-r, nsig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-r, nr:1.5:sig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-r, n-percent:1.5:sig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-r, n-r:NaN:sig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-r, n-r:1e999:sig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-r, n-r::sig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-r, n-r:sig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-r, n-r:1.5:, 400",
        "postedAt, n-r:1.5:sig_01KJMMPB40D80SPBMJGEXQG31D, 400",
        "-postedAt, nsig_01KJMMPB40D80SPBMJGEXQG31D, 200",
        "postedAt, nsig_01KJMMPB40D80SPBMJGEXQG31D, 200"
    })
    void a_cursor_serves_the_order_it_was_made_for(String sort, String plain, int status) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
        assertThat(server.get("/signals?sort=" + sort + "&cursor=" + cursor).statusCode())
                .isEqualTo(status);
    }

    @Test
    void a_query_that_cannot_be_decoded_is_refused() {
        assertThat(server.get("/signals?q=%").statusCode()).isEqualTo(400);
        assertThat(server.get("/signals?q=%zz").statusCode()).isEqualTo(400);
        assertThat(server.get("/signals?%zz=1").statusCode()).isEqualTo(400);
    }
}
