package io.signalroom.ledger;

import io.signalroom.ledger.witness.Chain;
import io.signalroom.ledger.witness.Hash;
import io.signalroom.ledger.witness.Link;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Notes in the chains which versions an undo took away: each removal is a link by itself and keeps the hash of what is gone. */
final class RemovedLinks {
    private static final String ADD = """
            INSERT INTO message_removal
                (channel_id, message_id, revision, removed_no, removed_hash, removed_at, chain_no, chain_hash)
            SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], $5::bytea[], $6::timestamptz[],
                                 $7::bigint[], $8::bytea[])""";

    private static final String END = """
            UPDATE channel c SET chain_no = k.no, chain_hash = k.hash
            FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS k (id, no, hash) WHERE c.id = k.id""";

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
        return tx.preparedQuery(ADD).execute(rows(links, locked)).compose(x -> end(tx, links, locked));
    }

    private static Tuple rows(List<Link.Removal> links, LockedChannels locked) {
        List<Chain.Place> places = links.stream().map(locked::add).toList();
        return Tuple.tuple()
                .addArrayOfLong(links.stream().map(Link.Removal::channelId).toArray(Long[]::new))
                .addArrayOfLong(links.stream().map(Link.Removal::messageId).toArray(Long[]::new))
                .addArrayOfInteger(links.stream().map(Link.Removal::revision).toArray(Integer[]::new))
                .addArrayOfLong(links.stream().map(Link.Removal::removedNo).toArray(Long[]::new))
                .addArrayOfBuffer(
                        links.stream().map(link -> buffer(link.removedHash())).toArray(Buffer[]::new))
                .addArrayOfOffsetDateTime(
                        links.stream().map(link -> Times.sql(link.at())).toArray(OffsetDateTime[]::new))
                .addArrayOfLong(places.stream().map(Chain.Place::no).toArray(Long[]::new))
                .addArrayOfBuffer(
                        places.stream().map(place -> buffer(place.hash())).toArray(Buffer[]::new));
    }

    private static Future<Void> end(SqlConnection tx, List<Link.Removal> links, LockedChannels locked) {
        List<Long> channels =
                links.stream().map(Link.Removal::channelId).distinct().toList();
        return tx.preparedQuery(END)
                .execute(Tuple.tuple()
                        .addArrayOfLong(channels.toArray(Long[]::new))
                        .addArrayOfLong(
                                channels.stream().map(id -> locked.end(id).no()).toArray(Long[]::new))
                        .addArrayOfBuffer(channels.stream()
                                .map(id -> buffer(locked.end(id).hash()))
                                .toArray(Buffer[]::new)))
                .mapEmpty();
    }

    private static Buffer buffer(Hash hash) {
        return Buffer.buffer(hash.bytes());
    }
}
