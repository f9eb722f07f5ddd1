package io.signalroom.ledger;

import io.signalroom.ledger.PostBatch.Deletion;
import io.signalroom.ledger.Revisions.Key;
import io.signalroom.ledger.witness.Chain;
import io.signalroom.ledger.witness.Link;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Notes deletions beside the posts, which keep counting, and queues them for the parser. */
final class DeletionStore {
    private static final String KNOWN = """
            SELECT d.channel_id, d.message_id FROM message_deletion d
            JOIN unnest($1::bigint[], $2::bigint[]) AS k (c, m) ON d.channel_id = k.c AND d.message_id = k.m""";

    private static final Columns<Stored> ROWS = new Columns<Stored>()
            .bigint("channel_id", row -> row.link.channelId())
            .bigint("message_id", row -> row.link.messageId())
            .time("deleted_at", row -> row.link.at())
            .bigint("chain_no", row -> row.place.no())
            .bytes("chain_hash", row -> row.place.hash().bytes());

    private static final String ADD = """
            WITH gone AS (
                INSERT INTO message_deletion (channel_id, message_id, deleted_at, chain_no, chain_hash)
                SELECT * FROM\s""" + ROWS.unnest("r") + """

                RETURNING channel_id, message_id, deleted_at)
            INSERT INTO parse_queue (channel_id, message_id, revision, posted_at)
            SELECT channel_id, message_id, 0, deleted_at FROM gone""";

    /** Adds those that are not known yet; gives the channel of each. */
    Future<List<Long>> add(SqlConnection tx, List<Deletion> deletions, LockedChannels locked) {
        if (deletions.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Tuple keys = Tuple.tuple()
                .addArrayOfLong(deletions.stream().map(Deletion::channelId).toArray(Long[]::new))
                .addArrayOfLong(deletions.stream().map(Deletion::messageId).toArray(Long[]::new));
        return tx.preparedQuery(KNOWN).execute(keys).compose(rows -> {
            Set<Key> known = new HashSet<>();
            rows.forEach(row -> known.add(new Key(row.getLong(0), row.getLong(1))));
            List<Link.Deletion> links = deletions.stream()
                    .filter(d -> known.add(new Key(d.channelId(), d.messageId())))
                    .map(d -> new Link.Deletion(d.channelId(), d.messageId(), Times.stored(d.at())))
                    .toList();
            return insert(tx, links, locked)
                    .map(links.stream().map(Link.Deletion::channelId).toList());
        });
    }

    private static Future<Void> insert(SqlConnection tx, List<Link.Deletion> links, LockedChannels locked) {
        if (links.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Stored> rows =
                links.stream().map(link -> new Stored(link, locked.add(link))).toList();
        return tx.preparedQuery(ADD).execute(ROWS.of(rows)).mapEmpty();
    }

    private record Stored(Link.Deletion link, Chain.Place place) {}
}
