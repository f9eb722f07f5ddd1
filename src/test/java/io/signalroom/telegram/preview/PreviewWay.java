package io.signalroom.telegram.preview;

import static io.signalroom.testing.Room.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalroom.telegram.Pollers;
import io.signalroom.testing.Room;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The way of posts by t.me's public page, for tests that take several ways. */
public final class PreviewWay {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private PreviewWay() {}

    /**
     * Has a channel's newest page read, and returns when that is stored up to its newest post.
     *
     * @param posts text and time by number, the newest last
     */
    public static void bring(Room room, long channel, String name, Map<Long, Map.Entry<Instant, String>> posts) {
        FakePreviews fake = await(FakePreviews.start(room.vertx));
        FakeChannel page = fake.channel(channel, name, "Harbor Light Signals");
        posts.forEach((id, post) -> page.add(
                new FakeChannel.Said(id, post.getKey(), List.of(post.getValue()), false, null, 1, false, null, null)));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        PreviewSource.Site site = new PreviewSource.Site(
                URI.create(fake.url()), "Signalroom/test (desk@example.org)", List.of(name), List.of());
        String poller = await(room.vertx.deployVerticle(Pollers.of(
                room,
                meters,
                (on, guard) -> new PreviewSource(
                        on, new Fenced(room.pool, guard), site, Pace.POLITE, Clock.systemUTC(), meters))));
        long newest = posts.keySet().stream().mapToLong(id -> id).max().orElseThrow();
        room.eventually(
                LIMIT,
                () -> (Long) room.value("SELECT count(*) FROM preview_channel WHERE channel_id = " + channel
                                + " AND read_to = " + newest)
                        == 1);
        await(room.vertx.undeploy(poller));
        await(fake.close());
    }
}
