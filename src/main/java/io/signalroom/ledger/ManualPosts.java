package io.signalroom.ledger;

import io.signalroom.ledger.ParseQueue.Waiting;
import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Posts that a person enters: kept like any other, in a channel of their own. */
public final class ManualPosts {
    /** The channel's id. */
    public static final long CHANNEL_ID = -1;

    private static final String SOURCE = "manual";
    private static final ChannelInfo CHANNEL = new ChannelInfo(CHANNEL_ID, null, "Manual", false);

    private final ChannelStore channels = new ChannelStore();
    private final MessageStore messages = new MessageStore();
    private final ParseQueue queue = new ParseQueue();

    /**
     * Stores a post of now, and takes it out of the parsers' queue: the caller stores its signals in the same
     * transaction.
     *
     * @param text at most {@link Post#MAX_TEXT} characters
     */
    public Future<Waiting> store(SqlConnection tx, String text) {
        Post draft =
                new Post(CHANNEL_ID, 1, Instant.now().truncatedTo(ChronoUnit.MILLIS), null, text, null, Origin.MANUAL);
        return channels.lock(tx, batch(draft)).compose(x -> nextId(tx)).compose(id -> {
            Post post = new Post(CHANNEL_ID, id, draft.postedAt(), null, text, null, Origin.MANUAL);
            return messages.store(tx, batch(post)).compose(x -> queue.take(tx, CHANNEL_ID, id));
        });
    }

    private static PostBatch batch(Post post) {
        return new PostBatch(SOURCE, List.of(CHANNEL), List.of(post));
    }

    /** Safe because the channel's row is locked. */
    private static Future<Long> nextId(SqlConnection tx) {
        return tx.preparedQuery("SELECT coalesce(max(message_id), 0) + 1 FROM message WHERE channel_id = $1")
                .execute(Tuple.of(CHANNEL_ID))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
