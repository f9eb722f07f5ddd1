package io.signalroom.ledger;

import io.signalroom.ledger.witness.Chain;
import io.signalroom.ledger.witness.Hash;
import io.signalroom.ledger.witness.Link;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The channels of a batch while their rows are locked: how their chains end, and the highest message ids that were read. */
final class LockedChannels {
    /** Columns of a row of {@code channel c} that this reads. */
    static final String COLUMNS = "c.id, c.chain_no, c.chain_hash, c.last_message_id, now() AS now";

    private final Map<Long, Chain> chains = new HashMap<>();
    private final Map<Long, Long> lastMessages = new HashMap<>();
    private Instant now = Instant.EPOCH;

    /** Channels of rows with {@link #COLUMNS}. */
    static LockedChannels of(Iterable<Row> rows) {
        LockedChannels locked = new LockedChannels();
        for (Row row : rows) {
            long id = row.getLong("id");
            Hash hash = new Hash(row.getBuffer("chain_hash").getBytes());
            locked.chains.put(id, new Chain(row.getLong("chain_no"), hash));
            locked.lastMessages.put(id, row.getLong("last_message_id"));
            locked.now = row.getOffsetDateTime("now").toInstant();
        }
        return locked;
    }

    /** When the transaction began, by the database's clock. */
    Instant now() {
        return now;
    }

    /** The highest message id that was read of a channel before, or null. */
    Long lastMessage(long channelId) {
        return lastMessages.get(channelId);
    }

    /** Adds a link to the chain of its channel. */
    Chain.Place add(Link link) {
        Chain chain = chains.get(link.channelId());
        if (chain == null) {
            throw new IllegalArgumentException(
                    "a post of channel " + link.channelId() + ", which the batch does not name");
        }
        return chain.add(link);
    }

    /** Where a channel's chain ends now. */
    Chain.Place end(long channelId) {
        return chains.get(channelId).end();
    }
}
