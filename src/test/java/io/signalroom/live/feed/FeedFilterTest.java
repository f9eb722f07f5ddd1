package io.signalroom.live.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A filter means the same however it is spelled. */
class FeedFilterTest {
    private static FeedEvent of(JsonObject channel) {
        JsonObject data = new JsonObject()
                .put("kind", "trade_signal")
                .put("symbol", "SOL")
                .put("channel", channel)
                .put("confidence", 0.9);
        return FeedEvent.of(new JsonObject()
                .put("epoch", "any")
                .put("seq", 1)
                .put("type", "signal.created")
                .put("data", data));
    }

    private static FeedFilter filter(Set<String> tokens, Set<String> channels) {
        return new FeedFilter(tokens, channels, Set.of(), 0);
    }

    @Test
    void tokens_and_channels_are_found_in_any_spelling() {
        FeedEvent event = of(new JsonObject().put("id", "1234567").put("username", "Channel7"));
        assertThat(filter(Set.of("sol"), Set.of()).passes(event)).isTrue();
        for (String spelling : Set.of("1234567", "-1001234567", "@CHANNEL7", "channel7")) {
            assertThat(filter(Set.of(), Set.of(spelling)).passes(event))
                    .as(spelling)
                    .isTrue();
        }
        assertThat(filter(Set.of("sol", "SOL"), Set.of("7", "@7")).size()).isEqualTo(2);
    }

    @Test
    void a_name_without_letters_is_no_channel_without_a_name() {
        assertThat(filter(Set.of(), Set.of("@")).passes(of(new JsonObject().put("id", "7"))))
                .isFalse();
    }
}
