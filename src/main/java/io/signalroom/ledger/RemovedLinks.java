package io.signalroom.ledger;

import io.signalroom.ledger.witness.Chain;
import io.signalroom.ledger.witness.Hash;
import io.signalroom.ledger.witness.Link;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** Notes in the chains which versions an undo took away: each removal is a link by itself and keeps the hash of what is gone. */
final class RemovedLinks {
    private static final Columns<Stored> ROWS = new Columns<Stored>()
            .bigint("channel_id", row -> row.link.channelId())
            .bigint("message_id", row -> row.link.messageId())
            .integer("revision", row -> row.link.revision())
            .bigint("removed_no", row -> row.link.removedNo())
            .bytes("removed_hash", row -> row.link.removedHash().bytes())
            .time("removed_at", row -> row.link.at())
            .bigint("chain_no", row -> row.place.no())
            .bytes("chain_hash", row -> row.place.hash().bytes());

    private static final String ADD = """
            INSERT INTO message_removal
                (channel_id, message_id, revision, removed_no, removed_hash, removed_at, chain_no, chain_hash)
            SELECT * FROM\s""" + ROWS.unnest("r");

    private static final Columns<End> ENDS = new Columns<End>()
            .bigint("id", End::channelId)
            .bigint("no", end -> end.place.no())
            .bytes("hash", end -> end.place.hash().bytes());

    private static final String END =
            "UPDATE channel c SET chain_no = k.no, chain_hash = k.hash FROM " + ENDS.unnest("k") + " WHERE c.id = k.id";

    /** Adds them to the chains of their channels, in the order of the rows. */
    Future<Void> note(SqlConnection tx, Iterable<Row> gone, LockedChannels locked) {
        List<Link.Removal> links = new ArrayList<>();
        gone.forEach(row -> links.add(new Link.Removal(
                row.getLong("channel_id"),
                row.getLong("message_id"),
                row.getInteger("revision"),
                row.getLong("chain_no"),
                new Hash(row.getBuffer("chain_hash").getBytes()),
                locked.now())));
        if (links.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Stored> rows =
                links.stream().map(link -> new Stored(link, locked.add(link))).toList();
        List<End> ends = links.stream()
                .map(Link.Removal::channelId)
                .distinct()
                .map(id -> new End(id, locked.end(id)))
                .toList();
        return tx.preparedQuery(ADD)
                .execute(ROWS.of(rows))
                .compose(x -> tx.preparedQuery(END).execute(ENDS.of(ends)))
                .mapEmpty();
    }

    private record Stored(Link.Removal link, Chain.Place place) {}

    private record End(long channelId, Chain.Place place) {}
}
