package io.signalroom.telegram.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.telegram.BotFaults;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Posts, edits, outages, pages that break off and restarts in any order, also while a hole between two pages is read: every
 * version that was on a page when it was read is stored once, and in the end every post is there.
 */
@ExtendWith(Servers.class)
class AnyPreviewTest {
    private static final String FAULTS = "signalroom.source.faults";
    private static final int STEPS = 50;
    private static final int ON_A_PAGE = 20;
    private static final int BURST = 30;
    private static final int MOST_POSTS = 300;
    private final PreviewRig rig = new PreviewRig();
    private final FakeChannel harbor = rig.fake.channel(7, "harbor_light", "Harbor Light", "first");
    /** What each post said whenever a page with it was read, repetitions left out. */
    private final Map<Long, List<String>> seen = new ConcurrentSkipListMap<>();

    private int faults;

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void every_version_on_a_page_is_stored_once_and_in_order(long seed) {
        Random random = new Random(seed);
        rig.fake.onPage(this::look);
        String poller = rig.poll("harbor_light");
        for (int step = 1; step <= STEPS; step++) {
            int what = random.nextInt(20);
            if (what < 12) {
                say(random);
            } else if (what < 14) {
                double before = rig.counted(FAULTS);
                rig.fake.fault(fault(faults++ % 3));
                rig.clock.set(rig.clock.instant().plus(PreviewRig.TURN));
                rig.room.eventually(PreviewRig.SOON, () -> rig.counted(FAULTS) > before);
                rig.fake.fault(null);
            } else if (what < 15) {
                rig.stop(poller);
                poller = rig.poll("harbor_light");
            } else {
                rig.turn();
            }
        }
        rig.turns(2);
        for (int turn = 0; turn < 2 * MOST_POSTS / ON_A_PAGE && holes() > 0; turn++) {
            rig.turn();
        }

        assertThat(holes()).as("seed %d", seed).isZero();
        assertThat(stored())
                .as("seed %d", seed)
                .isEqualTo(seen)
                .containsOnlyKeys(harbor.shown().keySet());
        assertThat(rig.asked("before=")).as("seed %d, pages of holes", seed).isPositive();
    }

    private Consumer<HttpServerRequest> fault(int which) {
        return switch (which) {
            case 0 -> this::half;
            case 1 -> BotFaults.answer(502, "Bad gateway");
            default -> BotFaults.cut();
        };
    }

    /** The page as it is now, of which only the first half comes: nothing of it counts as seen. */
    private void half(HttpServerRequest request) {
        Buffer page = Buffer.buffer(FakePage.of(harbor, null, null));
        boolean chunked = page.length() % 2 == 0;
        request.response().setChunked(chunked).putHeader("content-type", "text/html; charset=utf-8");
        if (!chunked) {
            request.response().putHeader("content-length", String.valueOf(page.length()));
        }
        request.response()
                .write(page.slice(0, page.length() / 2))
                .onComplete(x -> request.connection().close());
    }

    /** More at once than a page has, now and then: what lies between is read in later turns. */
    private void say(Random random) {
        List<Long> posts = List.copyOf(harbor.shown().keySet());
        if (random.nextInt(6) == 0 && posts.size() + BURST <= MOST_POSTS) {
            for (int i = 0; i < BURST; i++) {
                harbor.post("text " + random.nextInt(3));
            }
            return;
        }
        int newest = Math.max(0, posts.size() - 2 * ON_A_PAGE);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            if (random.nextInt(3) == 0) {
                harbor.post("text " + random.nextInt(3));
            } else {
                long post = posts.get(newest + random.nextInt(posts.size() - newest));
                harbor.edit(post, "text " + random.nextInt(3), random.nextBoolean());
            }
        }
    }

    private void look(FakeChannel channel) {
        List<FakePreviews.Asked> asked = rig.fake.asked();
        String before = "?before=";
        String path = asked.get(asked.size() - 1).path();
        int at = path.indexOf(before);
        NavigableMap<Long, FakeChannel.Said> range = at < 0
                ? channel.shown()
                : channel.shown().headMap(Long.valueOf(path.substring(at + before.length())), false);
        range.values().stream().skip(Math.max(0, range.size() - ON_A_PAGE)).forEach(post -> {
            List<String> versions = seen.computeIfAbsent(post.id(), id -> new ArrayList<>());
            if (versions.isEmpty() || !versions.get(versions.size() - 1).equals(post.text())) {
                versions.add(post.text());
            }
        });
    }

    private long holes() {
        return rig.count("preview_channel WHERE hole_low IS NOT NULL");
    }

    private Map<Long, List<String>> stored() {
        Map<Long, List<String>> stored = new TreeMap<>();
        Future<?> all = rig.room
                .pool
                .query("SELECT message_id, text FROM message ORDER BY message_id, revision")
                .execute()
                .onSuccess(rows -> {
                    for (Row row : rows) {
                        stored.computeIfAbsent(row.getLong(0), id -> new ArrayList<>())
                                .add(row.getString(1));
                    }
                });
        Room.await(all);
        return stored;
    }
}
