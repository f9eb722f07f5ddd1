package io.signalroom.ledger;

import io.signalroom.ledger.Revisions.Key;
import io.signalroom.ledger.Revisions.Known;
import io.signalroom.ledger.Revisions.Revision;
import io.signalroom.ledger.witness.Chain;
import io.signalroom.ledger.witness.Link;
import io.signalroom.signal.Origin;
import io.signalroom.signal.Post;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Stores versions of posts as links of their channels' chains and queues them for the parser, all in the caller's
 * transaction. The rows of the channels are locked first and in order of their ids, so that two deliveries of one post cannot
 * pass each other and no chain forks.
 */
public final class MessageStore {
    // LATERAL with OFFSET keeps the planner at one index look-up a post, however large the tables are
    private static final String KNOWN = """
            SELECT m.channel_id, m.message_id, m.revision, m.posted_at, m.edited_at, m.text
            FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) AS k (channel_id, message_id, posted_at)
            CROSS JOIN LATERAL (
                SELECT v.channel_id, v.message_id, v.revision, v.posted_at, v.edited_at, v.text
                FROM message v
                WHERE v.channel_id = k.channel_id AND v.message_id = k.message_id
                  AND v.posted_at BETWEEN k.posted_at - interval '26 hours' AND k.posted_at + interval '26 hours'
                OFFSET 0) m""";

    private static final Columns<Stored> ROWS = new Columns<Stored>()
            .bigint("channel_id", row -> row.link.channelId())
            .bigint("message_id", row -> row.link.messageId())
            .integer("revision", row -> row.link.revision())
            .time("posted_at", row -> row.link.postedAt())
            .time("edited_at", row -> row.link.editedAt())
            .time("first_seen_at", row -> row.link.seenAt())
            .text("origin", row -> row.link.origin())
            .bigint("reply_to", row -> row.link.replyTo())
            .text("text", row -> row.link.text())
            .bigint("chain_no", row -> row.place.no())
            .bytes("chain_hash", row -> row.place.hash().bytes());

    private static final String INSERT = """
            WITH stored AS (
                INSERT INTO message (channel_id, message_id, revision, posted_at, edited_at, first_seen_at, origin,
                                     reply_to, text, chain_no, chain_hash)
                SELECT * FROM\s""" + ROWS.unnest("r") + """

                RETURNING channel_id, message_id, revision, posted_at)
            INSERT INTO parse_queue (channel_id, message_id, revision, posted_at)
            SELECT channel_id, message_id, revision, posted_at FROM stored""";

    private final ChannelStore channels = new ChannelStore();
    private final ImportDeliveries imports = new ImportDeliveries();
    private final ForwardStore forwards = new ForwardStore();
    private final DeletionStore deletions = new DeletionStore();
    private final GapStore gaps = new GapStore();

    /**
     * Stores what of the batch is not known yet.
     *
     * @param tx an open transaction; the caller commits it together with his offset
     * @return what became of the batch
     */
    public Future<PostReport> store(SqlConnection tx, PostBatch batch) {
        return channels.lock(tx, batch).compose(locked -> store(tx, batch, locked));
    }

    private Future<PostReport> store(SqlConnection tx, PostBatch batch, LockedChannels locked) {
        Revisions revisions = new Revisions();
        return known(tx, batch.posts(), revisions)
                .compose(x -> {
                    batch.posts().forEach(batch.firstOnly() ? revisions::deliverFirst : revisions::deliver);
                    return insert(tx, revisions.toStore(), locked);
                })
                .compose(x -> forwards.add(tx, revisions.toStore()))
                .compose(x -> imports.note(tx, batch.importId(), revisions))
                .compose(x -> gaps.note(tx, revisions.toStore(), locked))
                .compose(x -> deletions.add(tx, batch.deletions(), locked))
                .compose(deleted ->
                        channels.count(tx, revisions.toStore(), deleted, locked).map(revisions.report(deleted.size())));
    }

    private static Future<Void> known(SqlConnection tx, List<Post> posts, Revisions revisions) {
        if (posts.isEmpty()) {
            return Future.succeededFuture();
        }
        Long[] channelIds = posts.stream().map(Post::channelId).toArray(Long[]::new);
        Long[] messageIds = posts.stream().map(Post::messageId).toArray(Long[]::new);
        OffsetDateTime[] times =
                posts.stream().map(p -> p.postedAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        Tuple keys = Tuple.tuple().addArrayOfLong(channelIds).addArrayOfLong(messageIds);
        return tx.preparedQuery(KNOWN)
                .execute(keys.addArrayOfOffsetDateTime(times))
                .map(rows -> {
                    rows.forEach(row -> revisions.know(
                            new Key(row.getLong("channel_id"), row.getLong("message_id")), knownVersion(row)));
                    return null;
                });
    }

    private static Known knownVersion(Row row) {
        return new Known(
                row.getInteger("revision"),
                row.getOffsetDateTime("posted_at").toInstant(),
                Times.instant(row.getOffsetDateTime("edited_at")),
                row.getString("text"));
    }

    private static Future<Void> insert(SqlConnection tx, List<Revision> revisions, LockedChannels locked) {
        if (revisions.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Stored> rows = revisions.stream()
                .map(revision -> link(revision, locked.now()))
                .map(link -> new Stored(link, locked.add(link)))
                .toList();
        return tx.preparedQuery(INSERT).execute(ROWS.of(rows)).mapEmpty();
    }

    private static Link.Version link(Revision revision, Instant now) {
        Post post = revision.post();
        Instant seen = post.origin() == Origin.DEMO ? seenAt(post) : now;
        return new Link.Version(
                post.channelId(),
                post.messageId(),
                revision.number(),
                Times.stored(revision.postedAt()),
                Times.stored(post.editedAt()),
                Times.stored(seen),
                post.replyTo(),
                post.origin().wire(),
                post.text());
    }

    /** The demo plays a past: its posts count as seen when they were posted. */
    private static Instant seenAt(Post post) {
        return post.editedAt() == null ? post.postedAt() : post.editedAt();
    }

    private record Stored(Link.Version link, Chain.Place place) {}
}
