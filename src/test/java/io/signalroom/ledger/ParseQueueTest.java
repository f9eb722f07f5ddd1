package io.signalroom.ledger;

import static io.signalroom.testing.Room.await;
import static io.signalroom.testing.Room.edited;
import static io.signalroom.testing.Room.witnessed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.ledger.PostBatch.Deletion;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import io.signalroom.testing.Room;
import io.signalroom.testing.Servers;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which versions parsers that work beside each other claim. */
@ExtendWith(Servers.class)
class ParseQueueTest {
    private static final int LIMIT = 10;

    private final Room room = new Room();
    private final List<SqlConnection> parsers = new ArrayList<>();

    @AfterEach
    void close() {
        parsers.forEach(parser -> await(parser.close()));
        room.close();
    }

    /** What the next parser claims; it holds that until {@link #end}. */
    private List<Waiting> claim() {
        SqlConnection parser = await(room.pool.getConnection());
        parsers.add(parser);
        await(parser.begin());
        return await(new ParseQueue().claim(parser, LIMIT));
    }

    /** A parser goes away without having read anything. */
    private void end(int parser) {
        await(parsers.remove(parser).close());
    }

    private void posts(long channel, int count) {
        room.post(LongStream.rangeClosed(1, count)
                .mapToObj(n -> witnessed(channel, n, "a post"))
                .toArray(Post[]::new));
    }

    private static List<Long> messages(List<Waiting> claimed) {
        return claimed.stream().map(Waiting::messageId).toList();
    }

    @Test
    void while_one_parser_reads_the_channel_that_waits_longest_another_reads_the_one_that_came_last() {
        posts(1, 100);
        posts(2, 100);
        posts(3, 100);
        List<Waiting> first = claim();
        List<Waiting> second = claim();
        assertThat(first).hasSize(LIMIT).allMatch(it -> it.channelId() == 1);
        assertThat(second).hasSize(LIMIT).allMatch(it -> it.channelId() == 3);
        assertThat(messages(first))
                .isEqualTo(messages(second))
                .startsWith(1L, 2L)
                .endsWith(10L);
    }

    @Test
    void no_channel_is_read_by_two() {
        posts(1, 100);
        List<Waiting> first = claim();
        assertThat(claim()).isEmpty();
        end(0);
        assertThat(messages(claim())).isEqualTo(messages(first));
    }

    @Test
    void channels_that_wait_beside_each_other_are_shared() {
        for (int n = 1; n <= 10; n++) {
            for (int channel = 1; channel <= 4; channel++) {
                room.post(witnessed(channel, n, "a post"));
            }
        }
        assertThat(claim()).hasSize(LIMIT).map(Waiting::channelId).containsOnly(1L, 2L);
        assertThat(claim()).hasSize(LIMIT).map(Waiting::channelId).contains(3L).doesNotContain(1L, 2L);
    }

    /** Both have the revision 0. */
    @Test
    void a_deletion_that_cannot_be_read_is_not_lost_beside_a_version_that_could_not_be_stored() {
        Post post = witnessed(1, 1, "first");
        ChannelInfo channel = new ChannelInfo(1, "one", "One", false);
        Deletion deletion = new Deletion(1, 1, post.postedAt().plusSeconds(90));
        Quarantine quarantine = new Quarantine();
        await(room.pool.withTransaction(tx -> new MessageStore()
                .store(tx, new PostBatch("test", List.of(channel), List.of(post), List.of(deletion)))));
        await(room.pool.withTransaction(tx -> quarantine.add(
                tx, List.of(new Quarantine.Entry(1, 1, 0, post.postedAt().plusSeconds(60), "a text too long")))));
        long queued = (Long) room.value("SELECT id FROM parse_queue WHERE revision = 0");
        await(room.pool.withTransaction(tx -> new ParseQueue().failed(tx, queued, "the parser failed", 1)));

        assertThat(await(quarantine.list(room.pool, 10)))
                .singleElement()
                .matches(held -> held.stored() && held.reason().equals("the parser failed"));
        assertThat(await(quarantine.retry(room.pool, Instant.now().plusSeconds(60), 10)))
                .isEqualTo(1);
        assertThat(room.value("SELECT count(*) FROM parse_queue WHERE revision = 0"))
                .isEqualTo(1L);
    }

    @Test
    void a_version_waits_for_the_earlier_ones_of_its_post() {
        Post post = witnessed(1, 1, "first");
        room.post(post);
        room.post(edited(post, 60, "second"), witnessed(1, 2, "another"));
        List<Waiting> claimed = claim();
        assertThat(messages(claimed)).containsExactly(1L, 2L);
        assertThat(claimed.get(0).revision()).isEqualTo(1);
        await(parsers.get(0).query("COMMIT").execute());
        assertThat(claim()).singleElement().matches(it -> it.messageId() == 1 && it.revision() == 2);
    }
}
