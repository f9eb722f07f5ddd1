package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.edited;
import static io.signalroom.testing.Room.witnessed;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of how well a channel is witnessed. */
@ExtendWith(Servers.class)
class ChannelWitnessTest {
    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    private JsonObject witness(long channel) {
        return await(new ChannelWitness().of(room.pool, channel));
    }

    private JsonObject gaps() {
        return witness(7).getJsonObject("gaps");
    }

    private static Post imported(long message) {
        Post post = witnessed(7, message, "from a file");
        return new Post(7, message, post.postedAt(), null, post.text(), null, Origin.IMPORTED);
    }

    @Test
    void ids_that_a_live_source_passed_over_are_noted_newest_first() {
        room.post(witnessed(7, 10, "first"));
        room.post(witnessed(7, 15, "later"), witnessed(7, 11, "next"), witnessed(7, 17, "last"));
        assertThat(gaps().getInteger("missing")).isEqualTo(4);
        JsonArray newest = gaps().getJsonArray("newest");
        assertThat(newest).hasSize(2);
        assertThat(newest.getJsonObject(0)).contains(entry("afterId", 15L), entry("missing", 1L));
        assertThat(newest.getJsonObject(1)).contains(entry("beforeId", 15L), entry("missing", 3L));
    }

    @Test
    void what_comes_later_is_missing_no_more() {
        room.post(witnessed(7, 1, "first"));
        room.post(witnessed(7, 5, "last"));
        room.post(imported(3), witnessed(7, 2, "late"), edited(witnessed(7, 2, "late"), 60, "late, edited"));
        assertThat(gaps().getInteger("missing")).isEqualTo(1);
        room.post(imported(4));
        assertThat(gaps())
                .isEqualTo(new JsonObject()
                        .put("missing", 0L)
                        .put("atLeast", false)
                        .put("newest", new JsonArray())
                        .put("times", new JsonArray()));
    }

    /** A gap of five million ids, of which a file brought more than is counted, and a newer one that is counted whole. */
    @Test
    void a_gap_of_millions_of_ids_is_told_at_once_and_honestly() {
        room.post(witnessed(7, 1, "first"));
        room.post(witnessed(7, 5_000_002, "last"));
        assertThat(gaps().getLong("missing")).isEqualTo(5_000_000);
        assertThat(gaps().getBoolean("atLeast")).isFalse();
        room.post(witnessed(7, 5_000_005, "later"));
        bring(250_000);

        JsonObject gaps = gaps();
        assertThat(gaps.getBoolean("atLeast")).isTrue();
        assertThat(gaps.getLong("missing")).isBetween(4_700_002L, 4_750_002L);
        JsonArray newest = gaps.getJsonArray("newest");
        assertThat(newest.getJsonObject(0)).contains(entry("missing", 2L), entry("atLeast", false));
        assertThat(newest.getJsonObject(1)).contains(entry("afterId", 1L), entry("atLeast", true));
    }

    /** Every tenth id of the gap. */
    private void bring(int posts) {
        await(room.pool.query("""
                        INSERT INTO message (channel_id, message_id, revision, posted_at, first_seen_at, origin, text, chain_no, chain_hash)
                        SELECT 7, 10 * n + 2, 1, timestamptz '2026-03-01' + n * interval '1 second', now(), 'imported', 'x', n + 3, 'x'
                        FROM generate_series(1, %d) n""".formatted(posts)).execute());
        await(room.pool.query("UPDATE channel SET posts = posts + " + posts).execute());
        await(room.pool.query("ANALYZE message").execute());
    }

    @Test
    void an_edit_of_an_old_post_that_was_never_heard_is_no_place_to_count_from() {
        room.post(edited(witnessed(7, 3, "old"), 90_000, "old, edited"));
        room.post(witnessed(7, 500, "first"));
        assertThat(gaps().getInteger("missing")).isZero();
        assertThat(room.value("SELECT string_agg(message_id || ' ' || origin, '|' ORDER BY message_id) FROM message"))
                .isEqualTo("3 imported|500 witnessed");
        room.post(edited(witnessed(7, 490, "old"), 90_000, "old, edited"), witnessed(7, 502, "next"));
        assertThat(gaps().getInteger("missing")).isEqualTo(1);
    }

    @Test
    void files_and_first_posts_leave_no_gaps() {
        room.post(imported(5), imported(9));
        room.post(witnessed(7, 10, "the next"));
        room.post(witnessed(8, 100, "the first of its channel"));
        assertThat(gaps().getInteger("missing")).isZero();
        assertThat(witness(8).getJsonObject("gaps").getInteger("missing")).isZero();
    }

    @Test
    void times_that_were_missed_are_told_of_the_channels_that_the_source_reads_newest_first() {
        room.post(witnessed(7, 1, "first"), witnessed(8, 1, "another"));
        Instant posted = ((OffsetDateTime) room.value("SELECT min(first_seen_at) FROM message")).toInstant();
        await(room.pool.withTransaction(tx -> {
            GapStore gaps = new GapStore();
            return gaps.noteTime(tx, "bot_api", null, posted.minusSeconds(90), posted.minusSeconds(30))
                    .compose(x -> gaps.noteTime(tx, "mtproto", 8L, posted, posted.plusSeconds(10)))
                    .compose(x -> gaps.noteTime(tx, "mtproto", 7L, posted, posted.plusSeconds(20)))
                    .compose(x -> gaps.noteTime(tx, "bot_api", null, posted, posted.plusSeconds(60)))
                    .compose(x -> tx.query("UPDATE channel SET source = 'bot_api' WHERE id = 7")
                            .execute());
        }));

        JsonArray times = gaps().getJsonArray("times");
        assertThat(times).hasSize(2);
        assertThat(times.getJsonObject(0))
                .contains(
                        entry("source", "bot_api"),
                        entry("from", posted.toString()),
                        entry("to", posted.plusSeconds(60).toString()));
        assertThat(times.getJsonObject(0).getString("noticedAt")).isNotNull();
        assertThat(times.getJsonObject(1))
                .contains(
                        entry("source", "mtproto"),
                        entry("to", posted.plusSeconds(20).toString()));
    }

    @Test
    void a_time_before_the_channel_was_read_is_no_gap_of_it_though_an_import_reaches_back_further() {
        room.post(imported(1));
        await(room.pool
                .query("UPDATE channel SET created_at = now() - interval '1 day'")
                .execute());
        Instant now = Instant.now();
        room.post(new Post(7, 2, now, null, "heard", null, Origin.WITNESSED));
        await(room.pool.query("UPDATE channel SET source = 'bot_api'").execute());
        GapStore gaps = new GapStore();
        await(room.pool.withTransaction(
                tx -> gaps.noteTime(tx, "bot_api", null, now.minusSeconds(7200), now.minusSeconds(3600))));
        assertThat(gaps().getJsonArray("times")).isEmpty();
        await(room.pool.withTransaction(
                tx -> gaps.noteTime(tx, "bot_api", null, now.plusSeconds(3600), now.plusSeconds(7200))));
        assertThat(gaps().getJsonArray("times")).hasSize(1);
    }

    @Test
    void lag_is_told_of_first_versions_that_were_witnessed() {
        room.post(imported(1));
        assertThat(witness(7).getValue("lag")).isNull();
        Post now = new Post(7, 2, Instant.now().minusSeconds(5), null, "now", null, Origin.WITNESSED);
        room.post(now, edited(now, 1, "edited"));
        JsonObject lag = witness(7).getJsonObject("lag");
        assertThat(lag.getInteger("posts")).isEqualTo(1);
        assertThat(lag.getDouble("median")).isBetween(5.0, 30.0).isEqualTo(lag.getDouble("p95"));
    }

    @Test
    void there_is_nothing_to_say_of_no_channel() {
        assertThat(witness(99)).isNull();
    }
}
