package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.edited;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalroom.ledger.witness.ChainWalk;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Forward;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where posts were forwarded from stays as the first version told it, beside the chain. */
@ExtendWith(Servers.class)
class ForwardStoreTest {
    private static final Forward MACRO =
            new Forward(1_555_000_111L, "macro_notes_demo", 88L, "Macro Notes", Instant.parse("2026-03-01T08:50:00Z"));
    private static final Forward OTHER = new Forward(null, null, null, "Other", null);
    private static final Forward NOBODY = new Forward(null, null, null, null, null);

    private final Room room = new Room();

    @AfterEach
    void close() {
        room.close();
    }

    private static Post forwarded(Post post, Forward from) {
        return new Post(
                post.channelId(),
                post.messageId(),
                post.postedAt(),
                post.editedAt(),
                post.text(),
                post.replyTo(),
                post.origin(),
                from);
    }

    private Object kept() {
        return room.value("""
                SELECT string_agg(concat_ws(' ', message_id, revision, origin_id, origin_username, origin_message, name, said_at
                    AT TIME ZONE 'UTC'), '; ' ORDER BY message_id) FROM message_forward""");
    }

    @Test
    void the_first_version_that_tells_it_is_kept() {
        Post call = witnessed(7, 1, "LONG SOL");
        Post own = witnessed(7, 2, "own");
        room.post(forwarded(call, MACRO), own, forwarded(witnessed(7, 3, "from nobody knows whom"), NOBODY));
        room.post(forwarded(edited(call, 60, "SHORT SOL"), OTHER), forwarded(edited(own, 60, "not own"), OTHER));
        room.post(forwarded(call, OTHER));

        assertThat(kept())
                .isEqualTo("1 1 1555000111 macro_notes_demo 88 Macro Notes 2026-03-01 08:50:00; 2 2 Other; 3 1");
    }

    @Test
    void of_several_versions_in_a_batch_the_first_tells_it() {
        Post call = forwarded(witnessed(7, 1, "LONG SOL"), MACRO);
        room.post(call, forwarded(edited(call, 60, "SHORT SOL"), OTHER));
        assertThat(kept()).isEqualTo("1 1 1555000111 macro_notes_demo 88 Macro Notes 2026-03-01 08:50:00");
    }

    @Test
    void it_is_never_changed_and_no_link_of_the_chain() {
        room.post(forwarded(witnessed(7, 1, "LONG SOL"), MACRO), witnessed(7, 2, "own"));
        Future<?> rewriting =
                room.pool.query("UPDATE message_forward SET name = 'Mine'").execute();
        assertThatThrownBy(() -> await(rewriting)).hasMessageContaining("rows of message_forward are never changed");

        ChainWalk.Found whole = new ChainWalk.Found(1, 2, List.of());
        assertThat(await(new ChainWalk().run(room.pool))).isEqualTo(whole);
        await(room.pool.query("DELETE FROM message_forward").execute());
        assertThat(await(new ChainWalk().run(room.pool))).isEqualTo(whole);
    }

    @Test
    void a_batch_without_forwards_does_not_touch_the_table() {
        await(room.pool.query("DROP TABLE message_forward").execute());
        assertThat(room.post(witnessed(7, 1, "LONG SOL")).created()).isEqualTo(1);
    }

    @Test
    void it_goes_with_the_demo() {
        Post post = witnessed(-7, 1, "LONG SOL");
        Post demo = new Post(-7, 1, post.postedAt(), null, post.text(), null, Origin.DEMO, OTHER);
        ChannelInfo channel = new ChannelInfo(-7, null, "Demo", true);
        await(room.pool.withTransaction(
                tx -> new MessageStore().store(tx, new PostBatch("demo", List.of(channel), List.of(demo)))));
        room.post(forwarded(witnessed(7, 1, "LONG SOL"), OTHER));
        assertThat(kept()).isEqualTo("1 1 Other; 1 1 Other");

        await(room.pool.withTransaction(tx -> new DemoData().remove(tx)));
        assertThat(room.value("SELECT string_agg(channel_id::text, ' ') FROM message_forward"))
                .isEqualTo("7");
    }
}
