package io.signalroom.telegram;

import static io.signalroom.testing.Room.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.PostBatch;
import io.signalroom.ledger.PostReport;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import io.signalroom.testing.Calls;
import io.signalroom.testing.FaultCount;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * P12: four writers store posts at once, half of them in one channel that they share, and two parsers, as of two nodes, read
 * them: the events of each channel come in the order in which its posts were stored, of each writer in that of its posts, and a
 * reader of the log never misses a number. 20,000 posts;
 * {@code -Dfaults.full=true} makes them 100,000.
 */
@ExtendWith(Servers.class)
class FourWritersTest {
    private static final int POSTS = Boolean.getBoolean("faults.full") ? 100_000 : 20_000;
    private static final int WRITERS = 4;
    private static final int PARSERS = 2;
    private static final int BATCH = 50;
    private static final long SHARED = 100;
    private static final String INVERSIONS = """
            SELECT count(*) FROM (
                SELECT m.chain_no, lag(m.chain_no) OVER (PARTITION BY s.channel_id ORDER BY e.seq) AS before,
                       s.message_id, lag(s.message_id)
                           OVER (PARTITION BY s.channel_id, s.message_id %% %d ORDER BY e.seq) AS own_before
                FROM signal_event e JOIN signal s ON s.id = e.signal_id AND s.posted_at = e.posted_at
                JOIN message m ON m.channel_id = s.channel_id AND m.message_id = s.message_id AND m.posted_at = s.posted_at) x
            WHERE chain_no < before OR message_id < own_before""".formatted(WRITERS);

    /** How often another writer follows in the shared channel. */
    private static final String TURNS = """
            SELECT count(*) FROM (
                SELECT message_id %% %1$d AS writer, lag(message_id %% %1$d) OVER (ORDER BY chain_no) AS before
                FROM message WHERE channel_id = %2$d) x
            WHERE writer <> before""";

    private final Room room = new Room();
    private final Set<Long> read = new HashSet<>();
    private long last;
    private long missed;
    private boolean reading = true;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void no_event_of_a_channel_comes_before_an_earlier_one() {
        for (int i = 0; i < PARSERS; i++) {
            await(room.vertx.deployVerticle(Calls.parser(room)));
        }
        Future<Void> reader = follow();
        List<Future<Void>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer(i).next(1));
        }
        room.eventually(Duration.ofSeconds(240), () -> writers.stream().allMatch(Future::isComplete));
        assertThat(writers).allMatch(Future::succeeded);
        room.eventually(
                Duration.ofSeconds(240),
                () -> room.value("SELECT seq FROM event_head").equals((long) POSTS));
        room.eventually(Duration.ofSeconds(30), () -> last == POSTS);
        reading = false;
        await(reader);

        assertThat((Long) room.value(TURNS.formatted(WRITERS, SHARED))).isGreaterThan(10L * WRITERS);
        long inversions = (Long) room.value(INVERSIONS);
        Set<Long> all = new HashSet<>(LongStream.rangeClosed(1, POSTS).boxed().toList());
        FaultCount seen = FaultCount.of("P12", 0, all, all, read);
        new FaultCount("P12", 0, POSTS, seen.lost(), seen.duplicated(), 0, inversions + missed).print();
    }

    /** Reads on from the last number, as every reader of the log does. */
    private Future<Void> follow() {
        return room.pool
                .query("SELECT seq FROM signal_event WHERE seq > " + last + " ORDER BY seq LIMIT 1000")
                .execute()
                .compose(rows -> {
                    rows.forEach(row -> {
                        missed += row.getLong(0) == last + 1 ? 0 : 1;
                        last = row.getLong(0);
                        read.add(last);
                    });
                    return reading ? room.vertx.timer(5).compose(x -> follow()) : Future.succeededFuture();
                });
    }

    /** A channel of its own and that of all, batch after batch; the rest of a message id by four is the writer. */
    private final class Writer {
        private final int number;
        private final Ingest ingest = new Ingest(room.pool, room.bus, Ingest.Step.NOTHING);

        Writer(int number) {
            this.number = number;
        }

        Future<Void> next(int from) {
            if (from > POSTS / WRITERS) {
                return Future.succeededFuture();
            }
            List<Post> posts = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                long channel = i % 2 == 0 ? SHARED : SHARED + 1 + number;
                posts.add(Room.witnessed(channel, (long) i * WRITERS + number, "LONG W" + number + "N" + i));
            }
            List<ChannelInfo> channels = List.of(info(SHARED), info(SHARED + 1 + number));
            Future<PostReport> stored =
                    ingest.store(Delivery.of(new PostBatch("test", channels, posts)), Ingest.Step.NOTHING);
            return stored.compose(x -> next(from + BATCH));
        }

        private static ChannelInfo info(long id) {
            return new ChannelInfo(id, null, "Channel " + id, false);
        }
    }
}
