package io.signalroom.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge makes of a frame. */
class BridgeFrameTest {
    private static BridgeFrame of(String text) {
        return BridgeFrame.of(Buffer.buffer(text));
    }

    @Test
    void the_frames_of_a_client_are_read() {
        assertThat(of("{\"type\":\"ping\"}")).isEqualTo(new BridgeFrame.Ping());
        assertThat(of("{\"type\":\"register\",\"address\":\"a\"}")).isEqualTo(new BridgeFrame.Register("a", ""));
        assertThat(of("{\"type\":\"unregister\",\"address\":\"a\"}")).isEqualTo(new BridgeFrame.Unregister("a"));
        assertThat(of("{\"type\":\"send\",\"address\":\"a\",\"body\":1}")).isEqualTo(new BridgeFrame.Send("a"));
        assertThat(of("{\"type\":\"publish\",\"address\":\"a\"}")).isEqualTo(new BridgeFrame.Send("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "authorization,Bearer abc,abc",
        "Authorization,bearer  abc ,abc",
        "authorization,Basic abc,''",
        "authorization,abc,''",
        "authorization,Bearer,''",
        "cookie,Bearer abc,''"
    })
    void the_token_comes_in_the_headers(String name, String value, String token) {
        JsonObject frame = new JsonObject()
                .put("type", "register")
                .put("address", "a")
                .put("headers", new JsonObject().put(name, value));
        assertThat(BridgeFrame.of(frame.toBuffer())).isEqualTo(new BridgeFrame.Register("a", token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "null", "[]", "5", "\"x\"", "{", "{}x", "\u0000", "{\"a\":1}{"})
    void what_is_no_object_is_told_so(String text) {
        assertThat(of(text)).isEqualTo(new BridgeFrame.Bad(BridgeFault.INVALID_JSON));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`,MISSING_TYPE",
                "`{\"type\":5,\"address\":\"a\"}`,MISSING_TYPE",
                "`{\"type\":\"send\"}`,MISSING_ADDRESS",
                "`{\"type\":\"zap\"}`,MISSING_ADDRESS",
                "`{\"type\":\"register\",\"address\":{}}`,MISSING_ADDRESS",
                "`{\"type\":\"zap\",\"address\":\"a\"}`,INVALID_TYPE",
                "`{\"type\":\"PING\",\"address\":\"a\"}`,INVALID_TYPE"
            })
    void what_misses_something_is_told_what(String text, BridgeFault fault) {
        assertThat(of(text)).isEqualTo(new BridgeFrame.Bad(fault));
    }

    @Test
    void what_is_told_is_json() {
        assertThat(BridgeFrame.received("live.status.v1", "{\"n\":1}").toJsonObject())
                .isEqualTo(new JsonObject()
                        .put("type", "rec")
                        .put("address", "live.status.v1")
                        .put("body", new JsonObject().put("n", 1)));
        assertThat(Arrays.stream(BridgeFault.values())
                        .map(fault -> BridgeFrame.error(fault).toJsonObject().getString("body")))
                .contains("invalid_json", "access_denied", "rejected")
                .allMatch(word -> word.matches("[a-z_]+"));
    }
}
