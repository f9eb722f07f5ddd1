package io.signalroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelStateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static JsonObject channel(String source, double perDay, Duration silent) {
        return new JsonObject()
                .put("source", source)
                .put("origin", source.equals("mock") || source.equals("demo") ? "demo" : "witnessed")
                .put("posts", 10L)
                .put("heardPerDay", perDay)
                .put("lastPostAt", NOW.minus(silent).toString());
    }

    private static Optional<JsonArray> board(String id, String state, String detail) {
        return Optional.of(new JsonArray()
                .add(new JsonObject().put("id", id).put("state", state).put("detail", detail)));
    }

    private static ChannelState heard(JsonObject channel) {
        return ChannelState.of(channel, board("bot_api", "reading", ""), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "100, PT23H, reading", // a busy one may sleep a night
        "100, PT25H, stale",
        "2, P4D, reading",
        "2, P6D, stale",
        "0.1, P29D, reading",
        "0.1, P31D, stale",
        "0, P31D, stale"
    })
    void a_channel_is_stale_when_it_is_silent_for_much_longer_than_it_uses_to_be(
            double perDay, Duration silent, String state) {
        assertThat(heard(channel("bot_api", perDay, silent)).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"conflict, free_bot", "blocked, mend_source", "retrying, wait", "paused, wait"})
    void what_the_source_says_is_the_state_of_its_channels(String state, String cure) {
        JsonObject channel = channel("bot_api", 1, Duration.ofHours(1));
        assertThat(ChannelState.of(channel, board("bot_api", state, "Because."), NOW))
                .isEqualTo(new ChannelState(state, "Because.", cure));
    }

    @Test
    void without_its_source_a_channel_is_paused_and_without_the_board_nothing_is_known() {
        JsonObject bot = channel("bot_api", 1, Duration.ofHours(1));
        JsonObject demo = channel("demo", 1, Duration.ofHours(1));
        assertThat(ChannelState.of(bot, board("mock", "reading", ""), NOW))
                .isEqualTo(new ChannelState("paused", null, "set_token"));
        assertThat(ChannelState.of(demo, board("bot_api", "reading", ""), NOW).cure())
                .isEqualTo("start_demo");
        assertThat(ChannelState.of(demo, board("mock", "reading", ""), NOW).state())
                .isEqualTo("reading");
        assertThat(ChannelState.of(bot, Optional.empty(), NOW).state()).isEqualTo("unknown");
    }

    @Test
    void what_an_account_reads_has_cures_of_its_own() {
        JsonObject mine = channel("mtproto", 1, Duration.ofHours(1));
        assertThat(ChannelState.of(mine, board("mtproto", "reading", ""), NOW).state())
                .isEqualTo("reading");
        assertThat(ChannelState.of(mine, board("bot_api", "reading", ""), NOW))
                .isEqualTo(new ChannelState("paused", null, "set_account"));
        assertThat(ChannelState.of(mine, board("mtproto", "blocked", "Nobody is signed in."), NOW))
                .isEqualTo(new ChannelState("blocked", "Nobody is signed in.", "mend_source"));
        JsonObject silent = channel("mtproto", 1, Duration.ofDays(31));
        assertThat(ChannelState.of(silent, board("mtproto", "reading", ""), NOW))
                .isEqualTo(new ChannelState("stale", null, "check_member"));
    }

    @Test
    void a_channel_that_is_read_by_its_page_is_told_what_helps_there() {
        JsonObject added = new JsonObject()
                .put("source", "manual")
                .put("posts", 0L)
                .put("origin", "manual")
                .put("username", "harbor_light");
        assertThat(ChannelState.of(added, board("preview", "reading", "Reads one channel."), NOW))
                .isEqualTo(new ChannelState("waiting", "Reads one channel.", "wait"));
        assertThat(heard(added).cure()).isEqualTo("add_bot");
        JsonObject quiet = channel("preview", 100, Duration.ofDays(2));
        assertThat(ChannelState.of(quiet, board("preview", "reading", ""), NOW))
                .isEqualTo(new ChannelState("stale", null, null));
        assertThat(heard(quiet)).isEqualTo(new ChannelState("paused", null, "allow_preview"));
    }

    @Test
    void what_no_source_reads_has_a_state_of_its_own() {
        assertThat(heard(channel("import", 0, Duration.ofDays(90))))
                .isEqualTo(new ChannelState("imported", null, "add_bot"));
        assertThat(heard(channel("manual", 0, Duration.ofDays(90))).state()).isEqualTo("manual");
        JsonObject never =
                new JsonObject().put("source", "manual").put("posts", 0L).put("origin", "manual");
        assertThat(heard(never)).isEqualTo(new ChannelState("waiting", null, "add_bot"));
    }
}
