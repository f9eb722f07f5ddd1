package io.signalroom.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How late live posts come is measured from their own time to their commit. */
@ExtendWith(Servers.class)
class SourceLagTest {
    private static final long LATE_SECONDS = 40;
    private final PollerRig rig = new PollerRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static JsonObject late(JsonObject post, String kind) {
        post.getJsonObject(kind).put("date", Instant.now().getEpochSecond() - LATE_SECONDS);
        return post;
    }

    @Test
    void the_lag_of_each_new_post_is_measured_once_and_of_edits_never() {
        rig.poll();
        rig.fake.push(late(BotPosts.post(1, "forty seconds late"), "channel_post"));
        rig.fake.push(BotPosts.edit(1, 50, "edited"));
        rig.fake.push(BotPosts.edit(2, 50, "its first version was not heard"));
        rig.awaitVersions(3);
        rig.fake.push(late(BotPosts.post(3, "late too"), "channel_post"));
        rig.awaitVersions(4);
        rig.room.eventually(PollerRig.SOON, () -> count() == 2);

        assertThat(lag().totalTime(TimeUnit.SECONDS)).isBetween(2.0 * LATE_SECONDS, 2.0 * LATE_SECONDS + 30);
    }

    private long count() {
        Timer lag = rig.meters.find("signalroom.source.lag").timer();
        return lag == null ? 0 : lag.count();
    }

    private Timer lag() {
        return rig.meters.get("signalroom.source.lag").tag("source", "bot_api").timer();
    }
}
