package io.signalroom.ledger;

import io.signalroom.ledger.witness.Hash;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** What can be said of how well a channel is witnessed: its chain, what was passed over, and how late posts arrive. */
public final class ChannelWitness {
    private static final String CHAIN = "SELECT chain_no, chain_hash FROM channel WHERE id = $1";

    // the newest rows by their numbers, which the key knows the order of; a long history is not walked for them
    private static final String LAG = """
            SELECT count(*) AS posts, percentile_disc(0.5) WITHIN GROUP (ORDER BY late) AS median,
                   percentile_disc(0.95) WITHIN GROUP (ORDER BY late) AS p95
            FROM (
                SELECT greatest(0, round(extract(epoch FROM first_seen_at - posted_at), 3))::double precision AS late
                FROM (SELECT * FROM message WHERE channel_id = $1 ORDER BY message_id DESC LIMIT 1000) newest
                WHERE revision = 1 AND origin = 'witnessed'
                ORDER BY message_id DESC LIMIT 100) late""";

    private final GapStore gaps = new GapStore();

    /** As the contract's schema {@code ChannelWitness} says; null if there is no such channel. */
    public Future<JsonObject> of(SqlClient sql, long channelId) {
        Future<JsonObject> chain = sql.preparedQuery(CHAIN)
                .execute(Tuple.of(channelId))
                .map(rows -> rows.size() == 0 ? null : chain(rows.iterator().next()));
        Future<JsonObject> lag = sql.preparedQuery(LAG)
                .execute(Tuple.of(channelId))
                .map(rows -> lag(rows.iterator().next()));
        Future<JsonObject> missed = gaps.ofChannel(sql, channelId);
        return Future.all(chain, lag, missed)
                .map(x -> chain.result() == null
                        ? null
                        : chain.result().put("gaps", missed.result()).put("lag", lag.result()));
    }

    private static JsonObject chain(Row row) {
        return new JsonObject()
                .put("links", row.getLong("chain_no"))
                .put("hash", new Hash(row.getBuffer("chain_hash").getBytes()).toString());
    }

    private static JsonObject lag(Row row) {
        return row.getLong("posts") == 0
                ? null
                : new JsonObject()
                        .put("posts", row.getLong("posts"))
                        .put("median", row.getDouble("median"))
                        .put("p95", row.getDouble("p95"));
    }
}
